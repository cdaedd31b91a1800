using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a Event leaves out (staging/src/k8s.io/api/core/v1/types.go: what is always written).</summary>
internal static class EventDefaults
{
    private static readonly DefaultMembers Root = new(
        ("involvedObject", JsonMap.Empty), ("source", JsonMap.Empty), ("reportingComponent", ""), ("reportingInstance", ""));

    /// <summary>Times that are not set are written as nulls.</summary>
    private static readonly string[] Times = ["firstTimestamp", "lastTimestamp", "eventTime"];

    public static JsonMap Fill(JsonMap item)
    {
        item = Root.Fill(item);
        foreach (var time in Times)
            if (!item.ContainsKey(time)) item = item.With(time, null);
        return item;
    }
}
