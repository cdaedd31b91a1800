using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printPersistentVolumeClaim).</summary>
internal static class PersistentVolumeClaimColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        new("Status", (item, _) => StorageCells.Phase(item)),
        Columns.Text("Volume", "spec", "volumeName"),
        new("Capacity", (item, _) => IsBound(item) ? item.Status.String("capacity", "storage") ?? "0" : ""),
        new("Access Modes", (item, _) => IsBound(item) ? StorageCells.AccessModes(item.Status.List("accessModes")) : ""),
        new("StorageClass", (item, _) => StorageCells.Class(item)),
        new("VolumeAttributesClass", (item, _) => StorageCells.AttributesClass(item)),
        TableLayout.Age,
        new("VolumeMode", (item, _) => StorageCells.Mode(item), Priority: 1),
    ]);

    private static bool IsBound(KubeObject claim) => claim.Spec.String("volumeName") is { Length: > 0 };
}
