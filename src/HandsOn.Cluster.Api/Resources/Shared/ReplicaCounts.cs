using System.Globalization;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Shared;

/// <summary>Parts that the declarations of ReplicaSets and ReplicationControllers share: both count pods in the same members.</summary>
internal static class ReplicaCounts
{
    private static readonly DefaultMembers StatusDefaults = new(("replicas", 0));

    /// <summary>The status of a new object.</summary>
    public static readonly JsonMap NewStatus = StatusDefaults.Fill(JsonMap.Empty);

    private static readonly DefaultMembers RootDefaults = new(("spec", JsonMap.Empty), ("status", NewStatus));

    /// <summary>
    /// Fields by which the objects can be listed (pkg/registry/apps/replicaset/strategy.go, ReplicaSetToSelectableFields;
    /// pkg/registry/core/replicationcontroller/strategy.go, ControllerToSelectableFields).
    /// </summary>
    public static readonly IReadOnlyDictionary<string, Func<KubeObject, string>> Selectable =
        new Dictionary<string, Func<KubeObject, string>>
        {
            ["status.replicas"] = item => (item.Status.Long("replicas") ?? 0).ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>
    /// Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printReplicaSet, printReplicationController).
    /// </summary>
    /// <param name="selectorCell">The cell of a selector.</param>
    public static TableLayout Layout(Func<JsonMap, string> selectorCell) => new(
    [
        TableLayout.Name,
        Columns.Number("Desired", "spec", "replicas"),
        Columns.Number("Current", "status", "replicas"),
        Columns.Number("Ready", "status", "readyReplicas"),
        TableLayout.Age,
        .. Columns.Containers(Columns.TemplateSpec),
        new("Selector", (item, _) => selectorCell(item.Spec.Map("selector")), Priority: 1),
    ]);

    /// <summary>Gives an object a spec, with its defaults, and the members of the status that are always written.</summary>
    public static JsonMap Fill(JsonMap item, Func<JsonMap, JsonMap> fillSpec) =>
        RootDefaults.Fill(item).Change("spec", fillSpec).Change("status", StatusDefaults.Fill);
}
