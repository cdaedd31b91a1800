using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Hosting;

/// <summary>
/// When a cluster can be used: its nodes are ready, names resolve, and the namespace <c>default</c> has its service account.
/// Watched, not polled.
/// </summary>
internal sealed class Readiness
{
    // Until 1.20 no pod is made for an account that has no Secret with a token.

    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly InformerSet informers;
    private readonly int nodes;
    private readonly int minor;

    public Readiness(InformerSet informers, int nodes, int minor)
    {
        this.informers = informers;
        this.nodes = nodes;
        this.minor = minor;
        foreach (var resource in new[] { NodeKind.Resource, DeploymentKind.Resource, ServiceAccountKind.Resource, EndpointSliceKind.Resource })
            informers.For(resource).OnChange((_, _) => Look());
    }

    public Task WaitAsync(CancellationToken cancellation)
    {
        Look();
        return ready.Task.WaitAsync(cancellation);
    }

    /// <summary>What is still missing; empty when the cluster can be used.</summary>
    public IEnumerable<string> Missing()
    {
        if (informers.For(NodeKind.Resource).Objects.Count(n => n.HasCondition("Ready")) < nodes) yield return "a node is not ready";
        if (informers.For(ServiceAccountKind.Resource).Find("default", "default") is not { } account) yield return "the service account default is not there";
        else if (minor < SinceMinor.BoundServiceAccountTokenVolume && account.Root.List("secrets").Count == 0) yield return "the service account default has no token";
        if (!IsDnsAvailable()) yield return "CoreDNS is not available";
        if (!HasDnsEndpoint()) yield return "the Service kube-dns has no endpoint";
    }

    private void Look()
    {
        if (!Missing().Any()) ready.TrySetResult();
    }

    private bool IsDnsAvailable()
    {
        var dns = informers.For(DeploymentKind.Resource).Find("kube-system", "coredns");
        return dns is not null && dns.Status.Long("availableReplicas") == dns.Spec.Long("replicas");
    }

    private bool HasDnsEndpoint() => informers.For(EndpointSliceKind.Resource).Objects
        .Where(s => s.Namespace == "kube-system" && s.Labels.String("kubernetes.io/service-name") == "kube-dns")
        .SelectMany(s => s.Root.List("endpoints").Maps())
        .Any(e => e.Bool("conditions", "ready") == true);
}
