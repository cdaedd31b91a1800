using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printPersistentVolume).</summary>
internal static class PersistentVolumeColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        new("Capacity", (item, _) => item.Spec.String("capacity", "storage") ?? "0"),
        new("Access Modes", (item, _) => StorageCells.AccessModes(item.Spec.List("accessModes"))),
        Columns.Text("Reclaim Policy", "spec", "persistentVolumeReclaimPolicy"),
        new("Status", (item, _) => StorageCells.Phase(item)),
        new("Claim", (item, _) => item.Spec["claimRef"] is JsonMap claim ? $"{claim.String("namespace")}/{claim.String("name")}" : ""),
        new("StorageClass", (item, _) => StorageCells.Class(item)),
        new("VolumeAttributesClass", (item, _) => StorageCells.AttributesClass(item)),
        Columns.Text("Reason", "status", "reason"),
        TableLayout.Age,
        new("VolumeMode", (item, _) => StorageCells.Mode(item), Priority: 1),
    ]);
}
