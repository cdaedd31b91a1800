using System.Collections.Concurrent;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Scopes;
using HandsOn.E2E.Scopes.Commands;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Scenarios;

/// <summary>Supplies the scenarios of a run with kubectl: that of their cluster, or this machine's, which is looked for once.</summary>
internal sealed class KubectlSupply
{
    private readonly Lazy<Task<KubectlBinary>> found;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<KubernetesMinor, Lazy<Task<KubectlBinary>>> answering = [];

    public KubectlSupply(IRunProgress progress, TimeProvider time, CancellationToken stopping)
    {
        this.time = time;
        found = new(() => FindAsync(progress, stopping));
    }

    /// <summary>Finds this machine's kubectl, where that has not been done.</summary>
    /// <exception cref="KubectlException">There is none, and none can be had.</exception>
    public Task FindAsync() => found.Value;

    /// <summary>kubectl for a cluster: its own, or this machine's under the version that answers there; clusters of a minor are asked once.</summary>
    /// <exception cref="KubectlException">There is none.</exception>
    public async Task<IKubectl> ForAsync(ICluster cluster, WorkFolder folder, CancellationToken cancellation)
    {
        var whole = cluster.Guarded(await WholeAsync(cluster, folder, cancellation));
        return cluster.Scope is SharedScope shared ? new ScopedKubectl(whole, folder, shared) : whole;
    }

    private async Task<IKubectl> WholeAsync(ICluster cluster, WorkFolder folder, CancellationToken cancellation)
    {
        if (await cluster.KubectlAsync(folder, cancellation) is { } own) return own;
        var binary = await found.Value.WaitAsync(cancellation);
        var answers = await answering.GetOrAdd(cluster.Minor, _ => new(() => new KubectlRunner(binary, folder, time).AskAsync(CancellationToken.None))).Value;
        return new KubectlRunner(answers, folder, time);
    }

    private async Task<KubectlBinary> FindAsync(IRunProgress progress, CancellationToken stopping)
    {
        using var http = new HttpClient();
        var binary = await new KubectlLocator(Environment.GetEnvironmentVariable, new(http, KubectlDownload.DefaultCacheFolder), time).FindAsync(stopping);
        progress.Said($"kubectl {binary.Version} ({binary.Path})");
        return binary;
    }
}
