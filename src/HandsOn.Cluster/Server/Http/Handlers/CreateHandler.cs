using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Server.Http.Bodies;
using HandsOn.Cluster.Server.Http.Responses;
using HandsOn.Kubernetes.Errors;

namespace HandsOn.Cluster.Server.Http.Handlers;

/// <summary>POST of a new object (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go).</summary>
internal sealed class CreateHandler(ApiServer server, BodyDecoder decoder, ResponseWriter responses) : IVerbHandler
{
    public async Task HandleAsync(ApiCall call)
    {
        _ = call.Representation;
        var body = await decoder.ReadAsync(call, call.Kind).ConfigureAwait(false);
        var item = Versioning.ToStored(call.Definition, body, call.Version.GroupVersion);
        if (item.Namespace.Length > 0 && item.Namespace != call.Request.Namespace)
            throw StatusErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        var created = await server.CreateAsync(call.Request with { Name = item.Name }, item, call.Aborted).ConfigureAwait(false);
        await responses.WriteAsync(call, 201, created).ConfigureAwait(false);
    }
}
