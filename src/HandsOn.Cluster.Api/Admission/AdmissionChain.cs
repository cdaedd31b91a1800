using HandsOn.Cluster.Api.Requests;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Admission;

/// <summary>The plug-ins, one after the other.</summary>
internal sealed class AdmissionChain(IReadOnlyList<IAdmissionPlugin> plugins)
{
    public async ValueTask<KubeObject> MutateAsync(RequestContext request, string operation, KubeObject item, KubeObject? old, CancellationToken cancellation)
    {
        foreach (var plugin in plugins)
            item = await plugin.MutateAsync(new(request, operation, item, old), cancellation).ConfigureAwait(false);
        return item;
    }

    public async ValueTask ValidateAsync(RequestContext request, string operation, KubeObject? item, KubeObject? old, CancellationToken cancellation)
    {
        var write = new AdmissionAttributes(request, operation, item, old);
        foreach (var plugin in plugins) await plugin.ValidateAsync(write, cancellation).ConfigureAwait(false);
    }
}
