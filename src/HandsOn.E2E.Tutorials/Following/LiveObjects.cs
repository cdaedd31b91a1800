using HandsOn.E2E.Api;
using HandsOn.E2E.Scenarios;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Tutorials.Following;

/// <summary>The objects of the run's cluster at a moment, for the names in a text that stand for live objects.</summary>
/// <param name="ReplicaSets">The ReplicaSets of the default namespace.</param>
/// <param name="Pods">Its pods, in the order in which they appeared.</param>
public sealed record LiveObjects(IReadOnlyList<KubeObject> ReplicaSets, IReadOnlyList<KubeObject> Pods)
{
    /// <summary>Reads them as a scenario's cluster has them now.</summary>
    /// <exception cref="HandsOn.Kubernetes.Errors.StatusException">The server refuses.</exception>
    public static async Task<LiveObjects> ReadAsync(ScenarioRun run, CancellationToken cancellation = default)
    {
        await run.Pods.CatchUpAsync(cancellation);
        var sets = await run.Api.ListAsync(ApiResources.ReplicaSets, run.Scope.Namespace, cancellation: cancellation);
        return new(sets.Items, run.Pods.InOrderOfAppearance(run.Scope.Namespace));
    }
}
