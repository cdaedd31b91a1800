namespace HandsOn.Cluster.Controllers;

/// <summary>Settings of the controller manager; the defaults are those of kube-controller-manager.</summary>
internal sealed record ControllerOptions
{
    /// <summary>The cluster's CA certificate in PEM, which every namespace gets as ConfigMap <c>kube-root-ca.crt</c>.</summary>
    public string RootCertificate { get; init; } = "";

    /// <summary>How long a node may be silent before it counts as not ready.</summary>
    public TimeSpan NodeGracePeriod { get; init; } = TimeSpan.FromSeconds(50);

    /// <summary>How often the node life cycle looks at all nodes.</summary>
    public TimeSpan NodeMonitorPeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long events are kept.</summary>
    public TimeSpan EventLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many finished pods there may be before the oldest are deleted.</summary>
    public int FinishedPodThreshold { get; init; } = 12_500;

    /// <summary>Signs the token of a Secret of type <c>kubernetes.io/service-account-token</c>; null where none are signed.</summary>
    public IServiceAccountTokens? Tokens { get; init; }
}
