using System.Globalization;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Cluster.Server.Http.Lists;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Watches;

/// <summary>
/// What a change looks like through a selector: who begins to match is added, who no longer matches is deleted
/// (staging/src/k8s.io/apiserver/pkg/storage/cacher/cache_watcher.go, convertToWatchEvent).
/// </summary>
internal static class WatchTransition
{
    public static (string Type, KubeObject Object)? Of(StoreEvent change, ItemFilter filter)
    {
        var before = change.Previous is { } previous && filter.Matches(previous);
        var after = change.Type != StoreEventType.Deleted && filter.Matches(change.Object);
        return (before, after) switch
        {
            (true, true) => ("MODIFIED", change.Object),
            (false, true) => ("ADDED", change.Object),
            (true, false) when change.Type == StoreEventType.Deleted => ("DELETED", change.Object),
            (true, false) => ("DELETED", At(change.Previous!, change.Revision)),
            _ => null,
        };
    }

    private static KubeObject At(KubeObject item, long revision) =>
        item.SetIn(revision.ToString(CultureInfo.InvariantCulture), "metadata", "resourceVersion");
}
