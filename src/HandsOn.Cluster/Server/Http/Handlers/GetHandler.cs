using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Server.Http.Lists;
using HandsOn.Cluster.Server.Http.Views;

namespace HandsOn.Cluster.Server.Http.Handlers;

/// <summary>GET of one object, of its status or of its scale.</summary>
internal sealed class GetHandler(ApiServer server, ViewFactory views) : IVerbHandler
{
    public Task HandleAsync(ApiCall call)
    {
        _ = call.Representation;
        if (call.Number("resourceVersion") is { } wanted && wanted > server.Store.Revision) throw Lister.TooLarge(wanted, server.Store.Revision);
        return views.For(call).WriteAsync(call, 200, server.Get(call.Request));
    }
}
