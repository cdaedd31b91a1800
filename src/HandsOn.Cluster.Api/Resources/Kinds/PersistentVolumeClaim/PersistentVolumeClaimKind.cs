using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A PersistentVolumeClaim (pkg/registry/core/persistentvolumeclaim/strategy.go).</summary>
internal sealed class PersistentVolumeClaimKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("", "persistentvolumeclaims");

    public override ResourceNames Names { get; } = new(Resource, "v1", "PersistentVolumeClaim")
    {
        ShortNames = ["pvc"],
    };

    public override string Description => "A PersistentVolumeClaim asks for storage that outlives the pods which use it.";

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Status];

    public override JsonMap? EmptyStatus { get; } = JsonMap.Of(("phase", "Pending"));

    public override TableLayout Table => PersistentVolumeClaimColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => PersistentVolumeClaimDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        PersistentVolumeClaimValidation.Validate(item, errors);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        PersistentVolumeClaimValidation.ValidateUpdate(item, old, errors);
}
