using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.PersistentVolume;

/// <summary>A PersistentVolume (pkg/registry/core/persistentvolume/strategy.go).</summary>
internal sealed class PersistentVolumeDefinition : ResourceDefinition
{
    private const int PhaseTimeSince = 29;

    public override ResourceNames Names { get; } = new("", "v1", "PersistentVolume", "persistentvolumes", Namespaced: false)
    {
        ShortNames = ["pv"],
    };

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
    private static KubeObject Stamp(KubeObject item, ResourceContext context) => context.Minor < PhaseTimeSince
        ? item
        : item.SetIn(Timestamps.Format(context.Time.GetUtcNow()), "status", "lastPhaseTransitionTime");

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        PersistentVolumeValidation.Validate(item, errors);
}
