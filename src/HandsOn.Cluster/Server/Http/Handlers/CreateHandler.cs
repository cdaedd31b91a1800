using HandsOn.Cluster.Server.Http.Bodies;
using HandsOn.Cluster.Server.Http.Responses;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Handlers;

/// <summary>POST of a new object (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go).</summary>
internal sealed class CreateHandler(ApiServer server, BodyDecoder decoder, ResponseWriter responses) : IVerbHandler
{
    public async Task HandleAsync(ApiCall call)
    {
        _ = call.Representation;
        var item = await ReadAsync(call, decoder).ConfigureAwait(false);
        if (item.Namespace.Length > 0 && item.Namespace != call.Request.Namespace)
            throw StatusErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        var created = await server.CreateAsync(call.Request with { Name = item.Name }, item, call.Aborted).ConfigureAwait(false);
        await responses.WriteAsync(call, 201, created).ConfigureAwait(false);
    }

    /// <summary>The body as an object in the storage version.</summary>
    /// <exception cref="StatusException">400, 413, 415.</exception>
    public static async ValueTask<KubeObject> ReadAsync(ApiCall call, BodyDecoder decoder)
    {
        var format = BodyFormats.Of(call.Http.Request.ContentType);
        var body = await BodyReader.ReadAsync(call.Http.Request, call.Aborted).ConfigureAwait(false);
        var served = decoder.Decode(body, format, call.Kind, call.Request);
        return Versioning.ToStored(call.Definition, served, call.Version.GroupVersion);
    }
}
