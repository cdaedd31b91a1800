using HandsOn.Cluster.Resources.Tables;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Resources.PersistentVolumeClaim;

/// <summary>A PersistentVolumeClaim (pkg/registry/core/persistentvolumeclaim/strategy.go).</summary>
internal sealed class PersistentVolumeClaimDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims")
    {
        ShortNames = ["pvc"],
    };

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Status];

    public override JsonMap? EmptyStatus { get; } = JsonMap.Of(("phase", "Pending"));

    public override TableLayout Table => PersistentVolumeClaimColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => PersistentVolumeClaimDefaults.Fill(item);
}
