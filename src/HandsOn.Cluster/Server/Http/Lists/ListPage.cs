using System.Globalization;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Lists;

/// <summary>The objects of one answer to a list, and where the next one goes on.</summary>
internal sealed record ListPage(long Revision, IReadOnlyList<KubeObject> Items, string Continue, long? Remaining)
{
    /// <summary>The metadata of the list.</summary>
    public JsonMap Metadata => JsonMap.Of(
        ("resourceVersion", Revision.ToString(CultureInfo.InvariantCulture)),
        ("continue", Continue.Length == 0 ? null : Continue),
        ("remainingItemCount", Remaining));

    /// <param name="after">The last object of the page before, or null for the first page.</param>
    public static ListPage Of(ResourceSnapshot snapshot, string @namespace, ListOptions options, ObjectKey? after)
    {
        var items = new List<KubeObject>();
        var rest = 0L;
        foreach (var item in snapshot.Objects(@namespace))
        {
            if (after is { } last && item.Key.CompareTo(last) <= 0) continue;
            if (!options.Filter.Matches(item)) continue;
            if (options.Limit <= 0 || items.Count < options.Limit) items.Add(item);
            else if (++rest > 0 && !options.Filter.HasNoSelector) break;
        }
        if (rest == 0) return new(snapshot.Revision, items, "", null);
        var next = new ContinueToken(snapshot.Revision, items[^1].Key).Encode();
        return new(snapshot.Revision, items, next, options.Filter.HasNoSelector ? rest : null);
    }
}
