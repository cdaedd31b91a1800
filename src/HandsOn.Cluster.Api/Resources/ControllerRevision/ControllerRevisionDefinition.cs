using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.ControllerRevision;

/// <summary>A ControllerRevision (pkg/registry/apps/controllerrevision/strategy.go).</summary>
internal sealed class ControllerRevisionDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("apps", "v1", "ControllerRevision", "controllerrevisions");

    public override TableLayout Table => ControllerRevisionColumns.Table;

    public override KubeObject PrepareForCreate(KubeObject item, ResourceContext context) => item;

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        errors.Immutable(FieldPath.Root("data"), item.Root["data"], old.Root["data"]);

    public override KubeObject PrepareForUpdate(KubeObject item, KubeObject old, ResourceContext context) => item;
}
