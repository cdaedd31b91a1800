namespace HandsOn.Cluster.Network.Services;

/// <summary>Where the traffic to one port of a Service goes.</summary>
/// <param name="Id">Namespace, name and port, for session affinity.</param>
/// <param name="Endpoints">The ready endpoints; where there are none, those that terminate but still serve.</param>
internal sealed record ServiceRoute(string Id, IReadOnlyList<ServiceEndpoint> Endpoints)
{
    /// <summary><c>internalTrafficPolicy: Local</c>.</summary>
    public bool InternalLocal { get; init; }

    /// <summary><c>externalTrafficPolicy: Local</c>.</summary>
    public bool ExternalLocal { get; init; }

    /// <summary>How long a client stays with its endpoint; null without session affinity.</summary>
    public TimeSpan? Affinity { get; init; }
}
