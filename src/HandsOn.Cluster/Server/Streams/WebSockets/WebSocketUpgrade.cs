using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using HandsOn.Kubernetes.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace HandsOn.Cluster.Server.Streams.WebSockets;

/// <summary>The opening handshake of a WebSocket (RFC 6455).</summary>
internal static class WebSocketUpgrade
{
    private const string KeySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);

    public static bool IsRequested(HttpContext http) => http.Request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase);

    /// <summary>Accepts with the first of the client's subprotocols that the server speaks.</summary>
    /// <exception cref="StatusException">400: there is none, or the connection cannot be upgraded.</exception>
    public static async Task<(WebSocket Socket, string Protocol)> AcceptAsync(HttpContext http, IReadOnlyCollection<string> supported)
    {
        var upgrade = http.Features.Get<IHttpUpgradeFeature>();
        var key = http.Request.Headers.SecWebSocketKey.ToString();
        if (upgrade is not { IsUpgradableRequest: true } || key.Length == 0) throw StatusErrors.BadRequest("Upgrade request required");
        var offered = http.Request.Headers.SecWebSocketProtocol.SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries)).ToList();
        var protocol = offered.FirstOrDefault(supported.Contains)
            ?? throw StatusErrors.BadRequest($"unable to upgrade: subprotocols offered: [{string.Join(' ', offered)}], supported: [{string.Join(' ', supported)}]");
        var headers = http.Response.Headers;
        headers.Upgrade = "websocket";
        headers.Connection = "Upgrade";
        headers.SecWebSocketAccept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + KeySuffix)));
        headers.SecWebSocketProtocol = protocol;
        var stream = await upgrade.UpgradeAsync().ConfigureAwait(false);
        return (WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = KeepAlive }), protocol);
    }
}
