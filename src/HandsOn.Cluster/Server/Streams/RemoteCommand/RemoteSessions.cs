using HandsOn.Cluster.Server.Streams.Spdy;
using HandsOn.Cluster.Server.Streams.WebSockets;
using HandsOn.Kubernetes.Errors;
using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server.Streams.RemoteCommand;

/// <summary>Accepts whichever of the two transports the client speaks.</summary>
internal static class RemoteSessions
{
    /// <exception cref="StatusException">400: it speaks neither.</exception>
    public static async Task<IRemoteSession> OpenAsync(HttpContext http, CommandOptions options)
    {
        if (WebSocketUpgrade.IsRequested(http))
        {
            var (socket, protocol) = await WebSocketUpgrade.AcceptAsync(http, ChannelSession.Protocols).ConfigureAwait(false);
            return ChannelSession.Start(socket, protocol, options, http.RequestAborted);
        }
        if (!SpdyUpgrade.IsRequested(http)) throw StatusErrors.BadRequest("Upgrade request required");
        var (connection, version) = await SpdyUpgrade.AcceptAsync(http, SpdySession.Protocols).ConfigureAwait(false);
        return await SpdySession.StartAsync(connection, version, options, http.RequestAborted).ConfigureAwait(false);
    }
}
