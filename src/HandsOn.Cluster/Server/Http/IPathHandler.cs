using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server.Http;

/// <summary>An answer to paths that are for no resource: discovery, health, version, OpenAPI.</summary>
internal interface IPathHandler
{
    /// <summary>True where the path is this handler's.</summary>
    bool Takes(RequestPath path);

    Task HandleAsync(HttpContext http, RequestPath path);
}
