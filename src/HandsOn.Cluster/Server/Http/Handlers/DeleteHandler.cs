using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Server.Http.Bodies;
using HandsOn.Cluster.Server.Http.Negotiation;
using HandsOn.Cluster.Server.Http.Responses;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Handlers;

/// <summary>DELETE of one object (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/delete.go, DeleteResource).</summary>
internal sealed class DeleteHandler(ApiServer server, DeleteOptionsReader reader, ResponseWriter responses) : IVerbHandler
{
    /// <summary>The kinds whose registries set ReturnDeletedObject (pkg/registry).</summary>
    private static readonly HashSet<GroupResource> ReturnDeletedObject =
    [
        NamespaceKind.Resource, PodKind.Resource, ServiceKind.Resource, ServiceAccountKind.Resource, new("", "persistentvolumeclaims"),
        new("", "persistentvolumes"), new("", "podtemplates"), new("", "resourcequotas"), new("storage.k8s.io", "storageclasses"),
    ];

    public async Task HandleAsync(ApiCall call)
    {
        _ = call.Representation;
        var (options, request) = await reader.ReadAsync(call).ConfigureAwait(false);
        var result = await server.DeleteAsync(request, options, call.Aborted).ConfigureAwait(false);
        if (result.Gone && !ReturnDeletedObject.Contains(call.Request.Resource))
            await ResponseWriter.WriteValueAsync(call.Http, 200, Success(call, result), call.Representation with { Transform = Transform.None }).ConfigureAwait(false);
        else
            await responses.WriteAsync(call, 200, result.Object).ConfigureAwait(false);
    }

    private static JsonMap Success(ApiCall call, DeleteResult result) => JsonMap.Of(
        ("kind", "Status"), ("apiVersion", "v1"), ("metadata", JsonMap.Empty), ("status", "Success"),
        ("details", JsonMap.Of(
            ("name", result.Object.Name),
            ("group", call.Definition.Names.Group is { Length: > 0 } group ? group : null),
            ("kind", call.Definition.Names.Plural),
            ("uid", result.Object.Uid))));
}
