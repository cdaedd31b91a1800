using HandsOn.Cluster.Resources.Tables;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Resources.StorageClass;

/// <summary>A StorageClass (pkg/registry/storage/storageclass/strategy.go).</summary>
internal sealed class StorageClassDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("storage.k8s.io", "v1", "StorageClass", "storageclasses", Namespaced: false)
    {
        ShortNames = ["sc"],
    };

    public override TableLayout Table => StorageClassColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => StorageClassDefaults.Fill(item);
}
