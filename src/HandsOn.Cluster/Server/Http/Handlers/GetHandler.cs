using HandsOn.Cluster.Server.Http.Views;

namespace HandsOn.Cluster.Server.Http.Handlers;

/// <summary>GET of one object, of its status or of its scale.</summary>
internal sealed class GetHandler(ApiServer server, ViewFactory views) : IVerbHandler
{
    public Task HandleAsync(ApiCall call)
    {
        _ = call.Representation;
        return views.For(call).WriteAsync(call, 200, server.Get(call.Request));
    }
}
