using HandsOn.E2E.Api;
using HandsOn.E2E.Scopes;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.RealClusters.Kubeconfigs.Leftovers;

/// <summary>What runs have made outside of namespaces (namespaces themselves included), found by their labels. Nothing without these labels is ever deleted.</summary>
/// <param name="api">Reaches the whole cluster.</param>
/// <param name="resources">Where to look.</param>
internal sealed class MarkedObjects(IApiClient api, IEnumerable<ApiResource> resources)
{
    // So that a namespace does not wait for programs that take their time to end.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    // Webhooks first: one whose Service is gone refuses what it is to look at. Then namespaces, since theirs is the long way.
    private readonly List<ApiResource> resources = [.. resources.Where(r => !r.Namespaced).Distinct().OrderBy(r => r.Group == "admissionregistration.k8s.io" ? 0 : r == ApiResources.Namespaces ? 1 : 2)];

    /// <summary>Finds them.</summary>
    /// <param name="selector">By their labels.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<IReadOnlyList<(ApiResource Resource, KubeObject Object)>> FindAsync(string selector, CancellationToken cancellation)
    {
        var lists = await Task.WhenAll(resources.Select(r => ListAsync(r, selector, cancellation)));
        return [.. resources.Zip(lists).SelectMany(p => p.Second.Select(o => (p.First, o)))];
    }

    /// <summary>Asks the server to delete them, and the pods in their namespaces first of all.</summary>
    public async Task DeleteAsync(IEnumerable<(ApiResource Resource, KubeObject Object)> found, CancellationToken cancellation)
    {
        foreach (var (resource, item) in found)
        {
            if (!item.IsTerminating) await api.DeleteAsync(resource, item, cancellation: cancellation);
            if (resource == ApiResources.Namespaces) await EndPodsAsync(item.Name, cancellation);
        }
    }

    /// <summary>Waits until nothing of a scope is there any more; what stays after the time is for others to tell.</summary>
    public async Task GoneAsync(string scope, TimeSpan most, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            foreach (var resource in resources)
                await new Waiter(api, time).UntilAsync(Expect.Gone(resource, $"what {scope} has made", o => o.Labels.String(ScopeMarks.Scope) == scope) with { Timeout = most }, cancellation);
        }
        catch (WaitException)
        {
            // The run says at its end what it has left behind.
        }
    }

    private async Task EndPodsAsync(string @namespace, CancellationToken cancellation)
    {
        foreach (var pod in (await api.ListAsync(ApiResources.Pods, @namespace, cancellation: cancellation)).Items)
            await api.DeleteAsync(ApiResources.Pods, pod, Grace, cancellation);
    }

    // What one may not even list one has not made.
    private async Task<IReadOnlyList<KubeObject>> ListAsync(ApiResource resource, string selector, CancellationToken cancellation)
    {
        try
        {
            return (await api.ListAsync(resource, selector: selector, cancellation: cancellation)).Items;
        }
        catch (StatusException refused) when (refused.Code is 403 or 404 or 405)
        {
            return [];
        }
    }
}
