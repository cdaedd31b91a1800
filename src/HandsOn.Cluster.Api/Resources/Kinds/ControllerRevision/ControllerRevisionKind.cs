using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A ControllerRevision (pkg/registry/apps/controllerrevision/strategy.go).</summary>
internal sealed class ControllerRevisionKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("apps", "controllerrevisions");

    public override ResourceNames Names { get; } = new(Resource, "v1", "ControllerRevision");

    public override string Description => "A ControllerRevision keeps an earlier state of a DaemonSet or StatefulSet, to go back to.";

    public override TableLayout Table => ControllerRevisionColumns.Table;

    public override KubeObject PrepareForCreate(KubeObject item, ResourceContext context) => item;

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        errors.Immutable(FieldPath.Root("data"), item.Root["data"], old.Root["data"]);

    public override KubeObject PrepareForUpdate(KubeObject item, KubeObject old, ResourceContext context) => item;
}
