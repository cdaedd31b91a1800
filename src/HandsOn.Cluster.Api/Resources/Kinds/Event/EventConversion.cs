using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>Between the core group, in which events are stored, and <c>events.k8s.io</c> (pkg/apis/events/v1/conversion.go).</summary>
internal static class EventConversion
{
    /// <summary>Members by their name in the core group and in <c>events.k8s.io</c>; the others have one name.</summary>
    private static readonly (string Core, string Events)[] Names =
    [
        ("involvedObject", "regarding"), ("message", "note"), ("source", "deprecatedSource"), ("firstTimestamp", "deprecatedFirstTimestamp"),
        ("lastTimestamp", "deprecatedLastTimestamp"), ("count", "deprecatedCount"), ("reportingComponent", "reportingController"),
    ];

    public static JsonMap Convert(JsonMap item, GroupVersion from, GroupVersion to)
    {
        if (from.Group == to.Group) return item;
        var toCore = to.Group.Length == 0;
        var converted = new JsonMapBuilder(item.Count);
        foreach (var (name, value) in item) converted.Set(toCore ? CoreName(name) : EventsName(name), value);
        return converted.Build();
    }

    private static string CoreName(string name)
    {
        foreach (var pair in Names)
            if (pair.Events == name) return pair.Core;
        return name;
    }

    private static string EventsName(string name)
    {
        foreach (var pair in Names)
            if (pair.Core == name) return pair.Events;
        return name;
    }
}
