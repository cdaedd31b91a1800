using HandsOn.Cluster.Server.Http.Responses;

namespace HandsOn.Cluster.Server.Http.Handlers;

/// <summary>GET of one object, or of its status.</summary>
internal sealed class GetHandler(ApiServer server, ResponseWriter responses) : IVerbHandler
{
    public Task HandleAsync(ApiCall call) => responses.WriteAsync(call, 200, server.Get(call.Request));
}
