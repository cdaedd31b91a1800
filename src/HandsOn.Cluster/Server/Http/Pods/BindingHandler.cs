using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Server.Http.Bodies;
using HandsOn.Cluster.Server.Http.Handlers;
using HandsOn.Cluster.Server.Http.Responses;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Pods;

/// <summary>POST to <c>pods/NAME/binding</c>: what a scheduler does (pkg/registry/core/pod/storage/storage.go, BindingREST).</summary>
internal sealed class BindingHandler(ApiServer server, BodyDecoder decoder) : IVerbHandler
{
    private static readonly GroupVersionKind Kind = new("", "v1", "Binding");

    public async Task HandleAsync(ApiCall call)
    {
        _ = call.Representation;
        var binding = new KubeObject(await decoder.ReadAsync(call, Kind).ConfigureAwait(false));
        if (binding.Name != call.Request.Name) throw StatusErrors.BadRequest("name in URL does not match name in Binding object");
        await server.BindAsync(call.Request, binding, call.Aborted).ConfigureAwait(false);
        await ResponseWriter.WriteDoneAsync(call).ConfigureAwait(false);
    }
}
