using HandsOn.Cluster.Resources.Tables;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Resources.PersistentVolume;

/// <summary>A PersistentVolume (pkg/registry/core/persistentvolume/strategy.go).</summary>
internal sealed class PersistentVolumeDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("", "v1", "PersistentVolume", "persistentvolumes", Namespaced: false)
    {
        ShortNames = ["pv"],
    };

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Status];

    public override JsonMap? EmptyStatus { get; } = JsonMap.Of(("phase", "Pending"));

    public override TableLayout Table => PersistentVolumeColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => PersistentVolumeDefaults.Fill(item);
}
