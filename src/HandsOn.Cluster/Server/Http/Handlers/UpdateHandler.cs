using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Server.Http.Bodies;
using HandsOn.Cluster.Server.Http.Views;

namespace HandsOn.Cluster.Server.Http.Handlers;

/// <summary>PUT of an object, its status or its scale (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/update.go).</summary>
internal sealed class UpdateHandler(ApiServer server, BodyDecoder decoder, ViewFactory views) : IVerbHandler
{
    public async Task HandleAsync(ApiCall call)
    {
        _ = call.Representation;
        var view = views.For(call);
        var body = await decoder.ReadAsync(call, view.Kind).ConfigureAwait(false);
        BodyIdentity.Check(call.Request, body);
        var (written, created) = await server.UpdateAsync(call.Request, current => view.Read(body, current), call.Aborted).ConfigureAwait(false);
        await view.WriteAsync(call, created ? 201 : 200, written).ConfigureAwait(false);
    }
}
