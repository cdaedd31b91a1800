using HandsOn.Workloads.Http;

namespace HandsOn.Workloads.IngressNginx.Proxying;

/// <summary>The header fields of a request as the backend gets them.</summary>
internal static class ForwardedHeaders
{
    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Content-Length", "Host", "Expect", "X-Real-IP",
    };

    /// <summary>Whether a field is for one connection only, or set anew.</summary>
    public static bool AreHopByHop(string name) => HopByHop.Contains(name);

    public static IEnumerable<KeyValuePair<string, string>> Of(HttpCall call, bool isTls)
    {
        foreach (var header in call.Headers)
            if (!AreHopByHop(header.Key) && !header.Key.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)) yield return header;
        var scheme = isTls ? "https" : "http";
        yield return new("X-Real-IP", call.Remote.Address.ToString());
        yield return new("X-Forwarded-For", call.Remote.Address.ToString());
        yield return new("X-Forwarded-Host", call.Headers["host"] ?? "");
        yield return new("X-Forwarded-Port", isTls ? "443" : "80");
        yield return new("X-Forwarded-Proto", scheme);
        yield return new("X-Forwarded-Scheme", scheme);
        yield return new("X-Scheme", scheme);
    }
}
