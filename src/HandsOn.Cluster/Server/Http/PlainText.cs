using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server.Http;

/// <summary>Answers that are no API objects.</summary>
internal static class PlainText
{
    /// <summary>What Go's HTTP server says of a path that nobody has registered.</summary>
    public static Task NotFoundAsync(HttpContext http)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return WriteAsync(http, 404, "404 page not found\n");
    }

    public static Task WriteAsync(HttpContext http, int code, string text)
    {
        http.Response.StatusCode = code;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(text, http.RequestAborted);
    }
}
