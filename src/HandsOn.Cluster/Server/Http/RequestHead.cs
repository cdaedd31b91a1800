using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace HandsOn.Cluster.Server.Http;

/// <summary>
/// The request line and the headers, which Go's HTTP server bounds together (DefaultMaxHeaderBytes in net/http/server.go). Kestrel
/// bounds them one by one, and so that an answer can be given at all, the line more generously.
/// </summary>
internal static class RequestHead
{
    /// <summary>The most bytes of request line and headers together: 1 MiB, and the 4 KiB that Go's reader adds.</summary>
    public const int Limit = (1 << 20) + 4096;

    /// <summary>The most bytes of a request line that are read in order to refuse it in the real server's words.</summary>
    public const int LineLimit = 2 * Limit;

    private const int ShortTarget = 4096;

    /// <summary>Path and query as the client has written them.</summary>
    public static string Target(HttpRequest request) => request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";

    /// <summary>True where line and headers have more than <see cref="Limit"/> bytes; Kestrel has seen to the headers alone.</summary>
    public static bool IsTooLong(HttpRequest request)
    {
        var target = Target(request).Length;
        return target > ShortTarget && request.Method.Length + target + request.Headers.Sum(Length) > Limit;
    }

    public static Task RefuseAsync(HttpContext http)
    {
        // In HTTP/2 there is no such header, and the other streams of the connection are nobody's fault.
        if (HttpProtocol.IsHttp11(http.Request.Protocol)) http.Response.Headers.Connection = "close";
        return PlainText.WriteAsync(http, 431, "431 Request Header Fields Too Large");
    }

    private static int Length(KeyValuePair<string, StringValues> header) =>
        header.Value.Sum(value => header.Key.Length + ": ".Length + (value?.Length ?? 0) + "\r\n".Length);
}
