using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A PersistentVolume (pkg/registry/core/persistentvolume/strategy.go).</summary>
internal sealed class PersistentVolumeKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("", "persistentvolumes");

    public override ResourceNames Names { get; } = new(Resource, "v1", "PersistentVolume", Namespaced: false)
    {
        ShortNames = ["pv"],
    };

    public override string Description => "A PersistentVolume is a piece of storage in the cluster.";

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Status];

    public override JsonMap? EmptyStatus { get; } = JsonMap.Of(("phase", "Pending"));

    public override TableLayout Table => PersistentVolumeColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => PersistentVolumeDefaults.Fill(item);

    public override KubeObject PrepareForCreate(KubeObject item, ResourceContext context) => Stamp(base.PrepareForCreate(item, context), context);

    public override KubeObject PrepareForStatusUpdate(KubeObject item, KubeObject old, ResourceContext context)
    {
        item = base.PrepareForStatusUpdate(item, old, context);
        return item.Status.String("phase") == old.Status.String("phase") ? item : Stamp(item, context);
    }

    /// <summary>Notes when the phase has changed.</summary>
    private static KubeObject Stamp(KubeObject item, ResourceContext context) => context.Minor < SinceMinor.PersistentVolumePhaseTransitionTime
        ? item
        : item.SetIn(Timestamps.Format(context.Time.GetUtcNow()), "status", "lastPhaseTransitionTime");

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        PersistentVolumeValidation.Validate(item, errors);
}
