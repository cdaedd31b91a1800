using HandsOn.E2E.Api;

namespace HandsOn.E2E.Clusters;

/// <summary>The types of Services that a machine outside of the cluster can reach.</summary>
internal static class PublishedTypes
{
    /// <summary>Refuses a Service at once that no waiting makes reachable; one that does not exist may still come.</summary>
    /// <exception cref="ClusterException">It is of another type.</exception>
    public static async Task EnsureAsync(IApiClient api, string @namespace, string service, int port, CancellationToken cancellation)
    {
        if (await api.FindAsync(ApiResources.Services, @namespace, service, cancellation) is { } found && found.Spec.String("type") is not ("LoadBalancer" or "NodePort"))
            throw Refusal(@namespace, service, port);
    }

    /// <summary>What is said of a Service that cannot be reached.</summary>
    public static ClusterException Refusal(string @namespace, string service, int port) =>
        new($"port {port} of Service {@namespace}/{service} is not published to this machine: is it of type LoadBalancer or NodePort?");
}
