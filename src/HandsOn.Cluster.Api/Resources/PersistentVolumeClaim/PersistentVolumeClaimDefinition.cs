using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.PersistentVolumeClaim;

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

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        PersistentVolumeClaimValidation.Validate(item, errors);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        PersistentVolumeClaimValidation.ValidateUpdate(item, old, errors);
}
