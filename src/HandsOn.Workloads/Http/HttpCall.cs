using System.Net;

namespace HandsOn.Workloads.Http;

/// <summary>An HTTP request as it came over the wire.</summary>
internal sealed record HttpCall(string Method, string Target, string Version, HttpFields Headers, Stream Body, IPEndPoint Remote)
{
    /// <summary>The path without the query, percent-decoded.</summary>
    public string Path => Uri.UnescapeDataString(RawPath);

    /// <summary>The path without the query, as it came.</summary>
    public string RawPath => Target.Split('?', 2)[0];

    /// <summary>The host that the client asked for, in lower case, without a port.</summary>
    public string Host
    {
        get
        {
            var host = (Headers["host"] ?? "").ToLowerInvariant();
            var colon = host.LastIndexOf(':');
            return colon > host.LastIndexOf(']') ? host[..colon] : host;
        }
    }

    /// <summary>The value of a query parameter, decoded; null where there is none.</summary>
    public string? Query(string name)
    {
        if (Target.Split('?', 2) is not [_, var query]) return null;
        foreach (var pair in query.Split('&'))
            if (pair.Split('=', 2) is var parts && WebUtility.UrlDecode(parts[0]) == name) return parts.Length < 2 ? "" : WebUtility.UrlDecode(parts[1]);
        return null;
    }

    /// <summary>The whole body.</summary>
    public async ValueTask<byte[]> ReadBodyAsync(CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        await Body.CopyToAsync(buffer, cancellation).ConfigureAwait(false);
        return buffer.ToArray();
    }
}
