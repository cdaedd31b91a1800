using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printStorageClass).</summary>
internal static class StorageClassColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name with { Cell = (item, _) => IsDefault(item) ? item.Name + " (default)" : item.Name },
        Columns.Text("Provisioner", "provisioner"),
        new("ReclaimPolicy", (item, _) => item.Root.String("reclaimPolicy") ?? "Delete"),
        new("VolumeBindingMode", (item, _) => item.Root.String("volumeBindingMode") ?? "Immediate"),
        new("AllowVolumeExpansion", (item, _) => item.Root.Bool("allowVolumeExpansion") ?? false),
        TableLayout.Age,
    ]);

    private static bool IsDefault(KubeObject item) =>
        item.Annotations["storageclass.kubernetes.io/is-default-class"] as string == "true"
        || item.Annotations["storageclass.beta.kubernetes.io/is-default-class"] as string == "true";
}
