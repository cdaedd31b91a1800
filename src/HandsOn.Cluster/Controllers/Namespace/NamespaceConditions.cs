using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Namespace;

/// <summary>What a namespace says of its deletion (pkg/controller/namespace/deletion/status_condition_utils.go).</summary>
internal static class NamespaceConditions
{
    public static JsonMap Update(JsonMap status, RemainingContent left, DateTimeOffset now)
    {
        var conditions = status.List("conditions");
        foreach (var wanted in Wanted(left)) conditions = Set(conditions, wanted, Timestamps.Format(now));
        return status.With("conditions", conditions);
    }

    private static IEnumerable<JsonMap> Wanted(RemainingContent left) =>
    [
        Condition("NamespaceDeletionDiscoveryFailure", false, "ResourcesDiscovered", "All resources successfully discovered"),
        Condition("NamespaceDeletionGroupVersionParsingFailure", false, "ParsedGroupVersions", "All legacy kube types successfully parsed"),
        Condition("NamespaceDeletionContentFailure", false, "ContentDeleted", "All content successfully deleted, may be waiting on finalization"),
        left.Objects.Count == 0
            ? Condition("NamespaceContentRemaining", false, "ContentRemoved", "All content successfully removed")
            : Condition("NamespaceContentRemaining", true, "SomeResourcesRemain", "Some resources are remaining: "
                + string.Join(", ", left.Objects.Select(o => $"{o.Key} has {o.Value} resource instances"))),
        left.Finalizers.Count == 0
            ? Condition("NamespaceFinalizersRemaining", false, "ContentHasNoFinalizers", "All content-preserving finalizers finished")
            : Condition("NamespaceFinalizersRemaining", true, "SomeFinalizersRemain", "Some content in the namespace has finalizers remaining: "
                + string.Join(", ", left.Finalizers.Select(f => $"{f.Key} in {f.Value} resource instances"))),
    ];

    private static JsonMap Condition(string type, bool status, string reason, string message) => JsonMap.Of(
        ("type", type), ("status", status ? "True" : "False"), ("lastTransitionTime", ""), ("reason", reason), ("message", message));

    private static JsonList Set(JsonList conditions, JsonMap wanted, string now)
    {
        var type = wanted.String("type")!;
        if (conditions.Find("type", type) is not { } known) return conditions.Add(wanted.With("lastTransitionTime", now));
        var since = known.String("status") == wanted.String("status") ? known["lastTransitionTime"] : now;
        return conditions.MapEach(c => c.String("type") == type ? wanted.With("lastTransitionTime", since) : c);
    }
}
