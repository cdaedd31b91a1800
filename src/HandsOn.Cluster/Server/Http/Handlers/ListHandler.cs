using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Server.Http.Lists;

namespace HandsOn.Cluster.Server.Http.Handlers;

/// <summary>GET of a collection.</summary>
internal sealed class ListHandler(ApiServer server, Lister lister, ListWriter writer) : IVerbHandler
{
    public Task HandleAsync(ApiCall call)
    {
        _ = call.Representation;
        return writer.WriteAsync(call, lister.List(call, ListOptions.Of(call, watches: false, server.Catalog.Minor)));
    }
}
