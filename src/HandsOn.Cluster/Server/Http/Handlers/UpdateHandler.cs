using HandsOn.Cluster.Server.Http.Bodies;
using HandsOn.Cluster.Server.Http.Responses;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Handlers;

/// <summary>PUT of an object or its status (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/update.go).</summary>
internal sealed class UpdateHandler(ApiServer server, BodyDecoder decoder, ResponseWriter responses) : IVerbHandler
{
    public async Task HandleAsync(ApiCall call)
    {
        _ = call.Representation;
        var item = await CreateHandler.ReadAsync(call, decoder).ConfigureAwait(false);
        CheckName(call, item);
        var (written, created) = await server.UpdateAsync(call.Request, _ => item, call.Aborted).ConfigureAwait(false);
        await responses.WriteAsync(call, created ? 201 : 200, written).ConfigureAwait(false);
    }

    private static void CheckName(ApiCall call, KubeObject item)
    {
        var (scope, name) = (call.Request.Namespace, call.Request.Name);
        if (item.Name.Length == 0)
            throw StatusErrors.BadRequest($"the name of the object ({name} based on URL) was undeterminable: name must be provided");
        if (item.Name != name)
            throw StatusErrors.BadRequest($"the name of the object ({item.Name}) does not match the name on the URL ({name})");
        if (scope.Length > 0 && item.Namespace.Length > 0 && item.Namespace != scope)
            throw StatusErrors.BadRequest($"the namespace of the object ({item.Namespace}) does not match the namespace on the request ({scope})");
    }
}
