using HandsOn.Workloads.Containers;

namespace HandsOn.Workloads.ControlPlane;

/// <summary>Stands for a part of the control plane that really runs in the cluster's host: a container with its log and its life.</summary>
/// <param name="opening">The lines that it logs at its start.</param>
internal sealed class ControlPlaneProgram(params IReadOnlyList<string> opening) : IContainerProgram
{
    public async Task<int> RunAsync(IContainerContext container, CancellationToken stopping)
    {
        var log = new Klog(container, process: 1);
        foreach (var line in opening) log.Info(line[..line.IndexOf(']')], line[(line.IndexOf(']') + 2)..]);
        await Until.StoppedAsync(stopping).ConfigureAwait(false);
        return 0;
    }
}
