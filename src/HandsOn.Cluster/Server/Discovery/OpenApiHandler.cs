using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Server.Http;
using HandsOn.Cluster.Server.Http.Responses;
using HandsOn.Kubernetes.Schemas.OpenApi;
using HandsOn.Kubernetes.Versions;
using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server.Discovery;

/// <summary><c>/openapi/v3</c> and what its index names, and <c>/openapi/v2</c> for older clients.</summary>
internal sealed class OpenApiHandler(PublishedCatalog catalogs) : IPathHandler
{
    private readonly CatalogDerived<OpenApiDocuments> documents = new(catalogs, OpenApiDocuments.Of);

    public bool Takes(RequestPath path) => path.Segments is ["openapi", "v2"] ||
        (path.Segments is ["openapi", "v3", ..] && catalogs.Current.Minor >= SinceMinor.OpenApiV3);

    public Task HandleAsync(HttpContext http, RequestPath path)
    {
        if (path.Segments is [_, "v2"]) return V2Async(http);
        if (path.Segments.Count == 2) return WriteAsync(http, documents.Value.V3.Root, "text/plain; charset=utf-8");
        var name = string.Join('/', path.Segments.Skip(2));
        return documents.Value.V3.Hash(name) is { } hash ? V3Async(http, name, hash) : NotFoundAsync(http);
    }

    private Task V3Async(HttpContext http, string name, string hash)
    {
        var isNamed = http.Request.Query["hash"] == hash;
        http.Response.Headers.CacheControl = isNamed ? "public, immutable" : "no-cache, private";
        return IsKnown(http, hash) ? Task.CompletedTask : WriteAsync(http, documents.Value.V3.Document(name)!.Value, "application/json");
    }

    private Task V2Async(HttpContext http)
    {
        var v2 = documents.Value.V2;
        http.Response.Headers.CacheControl = "no-cache, private";
        if (IsKnown(http, v2.Hash)) return Task.CompletedTask;
        return http.Request.Headers.Accept.ToString().Contains("proto-openapi.spec.v2", StringComparison.Ordinal)
            ? WriteAsync(http, v2.Protobuf, OpenApiV2.ProtobufContentType)
            : WriteAsync(http, v2.Json, "application/json");
    }

    private static bool IsKnown(HttpContext http, string hash)
    {
        var etag = $"\"{hash}\"";
        http.Response.Headers.ETag = etag;
        http.Response.Headers.Vary = "Accept";
        return ETags.IsKnown(http, etag);
    }

    private static Task NotFoundAsync(HttpContext http)
    {
        http.Response.StatusCode = 404;
        return Task.CompletedTask;
    }

    private static async Task WriteAsync(HttpContext http, ReadOnlyMemory<byte> document, string contentType)
    {
        http.Response.ContentType = contentType;
        http.Response.ContentLength = document.Length;
        await http.Response.BodyWriter.WriteAsync(document, http.RequestAborted).ConfigureAwait(false);
    }
}
