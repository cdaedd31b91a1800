using HandsOn.Cluster.Api.Storage;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Server.Http.Lists;

/// <summary>Answers lists from snapshots: paging, and what a resource version in the query asks for.</summary>
internal sealed class Lister(ApiServer server, SnapshotKeeper snapshots)
{
    private const string Inconsistent =
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, " +
        "or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an " +
        "inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.";

    /// <exception cref="StatusException">400, 403, 410, 504.</exception>
    public ListPage List(ApiCall call, ListOptions options)
    {
        var current = server.List(call.Request);
        if (options.Continue.Length > 0) return Continue(call, options, current);
        var page = ListPage.Of(SnapshotFor(call, options, current), call.Request.Namespace, options, null);
        if (page.Continue.Length > 0) snapshots.Keep(call.Request.Resource, current);
        return page;
    }

    private ListPage Continue(ApiCall call, ListOptions options, ResourceSnapshot current)
    {
        var token = ContinueToken.Decode(options.Continue, call.Definition.Names.Namespaced);
        if (options.Revision is > 0) throw StatusErrors.BadRequest("specifying resource version is not allowed when using continue");
        if (token.Revision > 0 && token.Revision != current.Revision)
        {
            var then = snapshots.Find(call.Request.Resource, token.Revision);
            if (then is not null) return ListPage.Of(then, call.Request.Namespace, options, token.After);
            throw new StatusException(410, "Expired", Inconsistent) { Continue = (token with { Revision = -1 }).Encode() };
        }
        var page = ListPage.Of(current, call.Request.Namespace, options, token.After);
        if (page.Continue.Length > 0) snapshots.Keep(call.Request.Resource, current);
        return page;
    }

    private ResourceSnapshot SnapshotFor(ApiCall call, ListOptions options, ResourceSnapshot current)
    {
        if (options.Revision is not > 0) return current;
        var wanted = options.Revision.Value;
        if (wanted > current.Revision) throw TooLarge(wanted, current.Revision);
        if (!options.IsExact || wanted == current.Revision) return current;
        return snapshots.Find(call.Request.Resource, wanted)
            ?? throw StatusErrors.Expired("The resourceVersion for the provided list is too old.");
    }

    /// <summary>What a request gets that asks for a revision that is still to come.</summary>
    public static StatusException TooLarge(long wanted, long current) => new(
        504, "Timeout", $"Timeout: Too large resource version: {wanted}, current: {current}",
        JsonMap.Of(
            ("causes", JsonList.Of(JsonMap.Of(("reason", "ResourceVersionTooLarge"), ("message", "Too large resource version")))),
            ("retryAfterSeconds", 1)));
}
