using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters.Traits;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Scopes;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Clusters;

/// <summary>
/// A running cluster, or a part of one, that a scenario has for itself. Disposing it takes it away, with everything in it; where that
/// fails, a <see cref="ClusterException"/> says why.
/// </summary>
public interface ICluster : IAsyncDisposable
{
    /// <summary>Which provider made it: <c>embedded</c>.</summary>
    string Provider { get; }

    /// <summary>The release it runs: <c>v1.36.2</c>.</summary>
    string Version { get; }

    /// <summary>The text of its kubeconfig; it has the contexts <c>docker-desktop</c> and <c>docker-for-desktop</c>.</summary>
    string Kubeconfig { get; }

    /// <summary>A client of its API, as cluster administrator, in <see cref="Scope"/>.</summary>
    IApiClient Api { get; }

    /// <summary>Which part of it the scenario has for itself.</summary>
    ClusterScope Scope => ClusterScope.Whole;

    /// <summary>What it shows of itself, and what is expected where clusters differ.</summary>
    ClusterTraits Traits { get; }

    /// <summary>How long something that works takes at most on such a cluster; waits end after it.</summary>
    TimeSpan Patience { get; }

    /// <summary>Images that ran without anybody knowing what they are, so that the run proves nothing about them.</summary>
    IReadOnlyList<string> UnverifiedImages => [];

    /// <summary>How to take it away by hand, where it can outlive this process; <see langword="null"/> where it ends with it.</summary>
    string? Removal => null;

    /// <summary>The minor it runs.</summary>
    KubernetesMinor Minor => KubernetesMinor.Parse(Version);

    /// <summary>Why it can be used no more, in one sentence, where it ended by itself; <see langword="null"/> where it can.</summary>
    ValueTask<string?> WhyGoneAsync(CancellationToken cancellation = default) => ValueTask.FromResult<string?>(null);

    /// <summary>A client of the same server that says who is asking by a token alone.</summary>
    IApiClient ConnectAs(string token);

    /// <summary>The kubectl that the cluster brings, for a reader who works in that folder; <see langword="null"/> where this machine's is to be used.</summary>
    Task<IKubectl?> KubectlAsync(WorkFolder folder, CancellationToken cancellation = default) => Task.FromResult<IKubectl?>(null);

    /// <summary>kubectl as a run uses it with this cluster: one that exists retries what a transient fault ended.</summary>
    IKubectl Guarded(IKubectl kubectl) => kubectl;

    /// <summary>The address at which this machine reaches a port of a Service of type LoadBalancer or NodePort.</summary>
    /// <exception cref="ClusterException">The Service is not published to this machine.</exception>
    ValueTask<Uri> AddressAsync(string @namespace, string service, int port, CancellationToken cancellation = default);
}
