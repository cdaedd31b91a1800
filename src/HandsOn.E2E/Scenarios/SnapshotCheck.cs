using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Snapshots;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Scenarios;

/// <summary>Compares outputs of kubectl with the snapshots that stand beside a test.</summary>
/// <param name="settings">How they are compared.</param>
/// <param name="cluster">The cluster from which they come.</param>
/// <param name="kubectl">The minor of kubectl, which decides how they look.</param>
internal sealed class SnapshotCheck(ScenarioSettings settings, ICluster cluster, KubernetesMinor kubectl)
{
    /// <summary>Compares an output; gives what the report is to say about it.</summary>
    /// <param name="command">The command, in the words of <see cref="OutputVersions"/>: <c>describe pod</c>.</param>
    /// <param name="output">The output.</param>
    /// <param name="test">The test's source file.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="SnapshotException">The output differs.</exception>
    public async Task<string?> CompareAsync(string command, string output, string test, CancellationToken cancellation = default)
    {
        var nodes = (await cluster.Api.ListAsync(ApiResources.Nodes, cancellation: cancellation)).Items.Select(n => n.Name);
        var suffix = OutputVersions.Suffix(command, kubectl, cluster.Minor, settings.IngressClass);
        var name = $"{Path.GetFileNameWithoutExtension(test)}.{command.Replace(' ', '-')}{suffix}";
        var files = new SnapshotFiles(Path.GetDirectoryName(test)!, name);
        var result = await settings.SnapshotsFor(command).CompareAsync(files, SnapshotMasks.Apply(cluster.Scope.AsWritten(output), nodes));
        return result.Failure is { } failure ? throw new SnapshotException(failure) : result.Note;
    }
}
