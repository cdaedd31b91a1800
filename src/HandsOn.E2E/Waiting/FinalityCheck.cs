using HandsOn.E2E.Api;
using HandsOn.E2E.Diagnostics;
using HandsOn.E2E.Diagnostics.Finality;
using HandsOn.E2E.Diagnostics.RootCauses;
using HandsOn.Kubernetes.Errors;

namespace HandsOn.E2E.Waiting;

/// <summary>
/// Looks, while a wait lasts, for a cause that nothing can change any more. It watches only where signs of one would show, and reads the
/// cluster's state only when there is a sign.
/// </summary>
/// <param name="api">The cluster.</param>
/// <param name="watched">The wait's watches, to which those of the signs are added.</param>
internal sealed class FinalityCheck(IApiClient api, WatchedResources watched)
{
    private static readonly ApiResource[] Signs = [ApiResources.Pods, ApiResources.Deployments, ApiResources.Jobs];

    /// <summary>The cause; <see langword="null"/> where all of the objects may still come into order, or nothing is certain.</summary>
    public async Task<Cause?> FindAsync(IReadOnlyList<Subject> needed, CancellationToken cancellation)
    {
        if (needed.Count == 0) return null;
        try
        {
            await watched.AddAsync(needed.Select(n => n.Kind).Distinct().SelectMany(SignsOf), cancellation);
            if (!watched.Objects(Signs).Any(FinalCause.IsSign)) return null;
            var state = await ClusterState.ReadAsync(api, cancellation);
            return needed.Select(n => FinalCause.Of(state, n.In(api.Namespaces))).FirstOrDefault(c => c is not null);
        }
        catch (StatusException)
        {
            // A server that does not tell now may tell after the next change; nothing is certain until then.
            return null;
        }
    }

    private static ApiResource[] SignsOf(string kind) => kind switch
    {
        "Pod" => [ApiResources.Pods],
        "Job" => [ApiResources.Pods, ApiResources.Jobs],
        "Deployment" or "Service" => [ApiResources.Pods, ApiResources.Deployments],
        _ => [],
    };
}
