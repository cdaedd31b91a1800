using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Server.Http;
using HandsOn.Cluster.Server.Http.Negotiation;
using HandsOn.Cluster.Server.Http.Responses;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Versions;
using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server.Discovery;

/// <summary>Answers <c>/api</c>, <c>/apis</c> and what stands below them, aggregated for clients that ask for it.</summary>
internal sealed class DiscoveryHandler(PublishedCatalog catalogs, Func<string> address) : IPathHandler
{
    private readonly CatalogDerived<DiscoveryDocuments> documents = new(catalogs, catalog => new DiscoveryDocuments(catalog, address()));

    public bool Takes(RequestPath path) => path.Segments is ["api" or "apis", ..] && path.Segments.Count <= 3;

    public Task HandleAsync(HttpContext http, RequestPath path)
    {
        if (path.Segments is ["api" or "apis"] && AggregatedVersion(http.Request.Headers.Accept.ToString()) is { } version)
            return AggregatedAsync(http, path, version);
        var form = Representation.Of(http.Request.Headers.Accept.ToString());
        var document = documents.Value.Legacy(path);
        if (document is not null) return ResponseWriter.WriteValueAsync(http, 200, document, form with { Transform = Transform.None });
        // Within a group that exists the real server answers with a Status, elsewhere nobody is there to do so.
        var group = path.Segments is ["apis", var name, ..] ? name : "";
        return catalogs.Current.HasGroup(group) ? throw StatusErrors.UnknownResource() : PlainText.NotFoundAsync(http);
    }

    private Task AggregatedAsync(HttpContext http, RequestPath path, string version)
    {
        var core = path.Segments[0] == "api";
        var document = documents.Value.Aggregated(core, version);
        var etag = ETags.Of(document);
        http.Response.Headers.ETag = etag;
        http.Response.Headers.Vary = "Accept";
        return ETags.IsKnown(http, etag)
            ? Task.CompletedTask
            : ResponseWriter.WriteValueAsync(http, 200, document, Representation.Json,
                $"application/json;g={AggregatedDiscovery.Group};v={version};as={AggregatedDiscovery.Kind}");
    }

    /// <summary>The version of aggregated discovery that the client prefers to legacy documents, or null.</summary>
    private string? AggregatedVersion(string accept)
    {
        if (catalogs.Current.Minor < SinceMinor.AggregatedDiscovery) return null;
        foreach (var range in MediaRange.ParseAll(accept))
        {
            if (range.Type != "application/json") continue;
            if (range.Parameter("as").Length == 0) return null;
            if (range.Parameter("as") != AggregatedDiscovery.Kind || range.Parameter("g") != AggregatedDiscovery.Group) continue;
            if (range.Parameter("v") is "v2" && catalogs.Current.Minor >= SinceMinor.AggregatedDiscoveryV2) return "v2";
            if (range.Parameter("v") is "v2beta1") return "v2beta1";
        }
        return null;
    }
}
