using HandsOn.E2E.Api;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Clusters;

/// <summary>A running cluster that a scenario has for itself. Disposing it takes it away, with everything in it.</summary>
public interface ICluster : IAsyncDisposable
{
    /// <summary>Which provider made it: <c>embedded</c>.</summary>
    string Provider { get; }

    /// <summary>The release it runs: <c>v1.36.2</c>.</summary>
    string Version { get; }

    /// <summary>The text of its kubeconfig; it has the contexts <c>docker-desktop</c> and <c>docker-for-desktop</c>.</summary>
    string Kubeconfig { get; }

    /// <summary>A client of its API, as cluster administrator.</summary>
    ApiClient Api { get; }

    /// <summary>How long something that works takes at most on such a cluster; waits end after it.</summary>
    TimeSpan Patience { get; }

    /// <summary>Images that ran without anybody knowing what they are, so that the run proves nothing about them.</summary>
    IReadOnlyList<string> UnverifiedImages { get; }

    /// <summary>Whether its control plane shows itself as pods (<c>etcd-</c>, <c>kube-apiserver-</c> ...) in <c>kube-system</c>.</summary>
    bool ControlPlaneInPods { get; }

    /// <summary>The minor it runs.</summary>
    KubernetesMinor Minor => KubernetesMinor.Parse(Version);

    /// <summary>The address at which this machine reaches a port of a Service of type LoadBalancer or NodePort.</summary>
    /// <exception cref="ClusterException">The Service is not published to this machine.</exception>
    ValueTask<Uri> AddressAsync(string @namespace, string service, int port, CancellationToken cancellation = default);
}
