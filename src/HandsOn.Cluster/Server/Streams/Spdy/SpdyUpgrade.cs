using HandsOn.Kubernetes.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace HandsOn.Cluster.Server.Streams.Spdy;

/// <summary>Turns an HTTP/1.1 connection into a SPDY/3.1 one (staging/src/k8s.io/streaming/pkg/httpstream/spdy/upgrade.go).</summary>
internal static class SpdyUpgrade
{
    private const string Version = "SPDY/3.1";
    private const string ProtocolHeader = "X-Stream-Protocol-Version";

    public static bool IsRequested(HttpContext http) => http.Request.Headers.Upgrade.ToString().Equals(Version, StringComparison.OrdinalIgnoreCase);

    /// <summary>Accepts with the first of the server's protocols that the client speaks.</summary>
    /// <exception cref="StatusException">400, 403: the connection cannot be upgraded, or there is no common protocol.</exception>
    public static async Task<(SpdyConnection Connection, string Protocol)> AcceptAsync(HttpContext http, IReadOnlyList<string> supported)
    {
        if (http.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } upgrade) throw StatusErrors.BadRequest("Upgrade request required");
        var offered = http.Request.Headers[ProtocolHeader].SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries)).ToList();
        var protocol = supported.FirstOrDefault(offered.Contains)
            ?? throw new StatusException(403, "Forbidden",
                $"unable to upgrade: unable to negotiate protocol: client supports [{string.Join(' ', offered)}], server accepts [{string.Join(' ', supported)}]");
        http.Response.Headers.Upgrade = Version;
        http.Response.Headers.Connection = "Upgrade";
        http.Response.Headers[ProtocolHeader] = protocol;
        var connection = new SpdyConnection(await upgrade.UpgradeAsync().ConfigureAwait(false));
        connection.Start();
        return (connection, protocol);
    }
}
