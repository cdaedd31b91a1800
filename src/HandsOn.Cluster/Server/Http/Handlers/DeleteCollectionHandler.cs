using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Server.Http.Bodies;
using HandsOn.Cluster.Server.Http.Lists;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Handlers;

/// <summary>DELETE of all objects that selectors choose (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/delete.go, DeleteCollection).</summary>
internal sealed class DeleteCollectionHandler(ApiServer server, Lister lister, DeleteOptionsReader reader, ListWriter writer) : IVerbHandler
{
    public async Task HandleAsync(ApiCall call)
    {
        _ = call.Representation;
        var list = ListOptions.Of(call, watches: false, server.Catalog.Minor);
        var (options, request) = await reader.ReadAsync(call).ConfigureAwait(false);
        var page = lister.List(call, list);
        var deleted = new List<KubeObject>();
        foreach (var item in page.Items)
            if (await DeleteAsync(request, item, options, call.Aborted).ConfigureAwait(false) is { } gone) deleted.Add(gone);
        await writer.WriteAsync(call, page with { Items = deleted, Continue = "", Remaining = null }).ConfigureAwait(false);
    }

    private async ValueTask<KubeObject?> DeleteAsync(RequestContext request, KubeObject item, DeleteOptions options, CancellationToken cancellation)
    {
        try
        {
            var one = request with { Namespace = item.Namespace, Name = item.Name };
            return (await server.DeleteAsync(one, options, cancellation).ConfigureAwait(false)).Object;
        }
        catch (StatusException missing) when (missing.Code == 404)
        {
            return null;
        }
    }
}
