using HandsOn.Cluster.Resources.Tables;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Resources.ControllerRevision;

/// <summary>A ControllerRevision (pkg/registry/apps/controllerrevision/strategy.go).</summary>
internal sealed class ControllerRevisionDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("apps", "v1", "ControllerRevision", "controllerrevisions");

    public override TableLayout Table => ControllerRevisionColumns.Table;

    public override KubeObject PrepareForCreate(KubeObject item, ResourceContext context) => item;
}
