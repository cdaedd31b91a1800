using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Server.Http;
using HandsOn.Cluster.Server.Http.Negotiation;
using HandsOn.Cluster.Server.Http.Responses;
using HandsOn.Kubernetes.Json;
using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server.Discovery;

/// <summary><c>/</c>: the paths that there are.</summary>
internal sealed class PathIndexHandler(PublishedCatalog catalogs) : IPathHandler
{
    private static readonly string[] Fixed = ["/api", "/apis", "/apis/", "/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/readyz", "/version"];

    public bool Takes(RequestPath path) => path.Segments.Count == 0;

    public Task HandleAsync(HttpContext http, RequestPath path)
    {
        var versions = catalogs.Current.GroupVersions.SelectMany(v => v.Group.Length == 0 ? [$"/api/{v}"] : (string[])[$"/apis/{v.Group}", $"/apis/{v}"]);
        var paths = JsonList.From(Fixed.Concat(versions).Distinct().Order(StringComparer.Ordinal));
        return ResponseWriter.WriteValueAsync(http, 200, JsonMap.Of(("paths", paths)), Representation.Json);
    }
}
