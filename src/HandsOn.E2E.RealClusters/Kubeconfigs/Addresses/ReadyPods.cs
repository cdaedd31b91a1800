using HandsOn.E2E.Api;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.RealClusters.Kubeconfigs.Addresses;

/// <summary>The pods behind a port of a Service, one after the other.</summary>
internal sealed class ReadyPods(IApiClient api, KubeObject service, JsonMap port)
{
    private int next;

    /// <summary>The next pod that is ready now, and its own port; <see langword="null"/> where there is none.</summary>
    public async Task<(string Pod, long Port)?> NextAsync(CancellationToken cancellation)
    {
        var ready = In(await api.FindAsync(ApiResources.Endpoints, service.Namespace, service.Name, cancellation)).ToList();
        return ready.Count == 0 ? null : ready[(int)((uint)Interlocked.Increment(ref next) % ready.Count)];
    }

    /// <summary>Those that Endpoints name as ready.</summary>
    public IEnumerable<(string Pod, long Port)> In(KubeObject? endpoints) =>
        from subset in (endpoints?.Root.List("subsets") ?? JsonList.Empty).Maps()
        let target = subset.List("ports").Maps().FirstOrDefault(p => (p.String("name") ?? "") == (port.String("name") ?? ""))?.Long("port")
        where target is not null
        from address in subset.List("addresses").Maps()
        where address.String("targetRef", "kind") == "Pod"
        select (address.String("targetRef", "name") ?? "", target.Value);
}
