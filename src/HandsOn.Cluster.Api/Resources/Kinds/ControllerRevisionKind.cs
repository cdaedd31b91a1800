using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A ControllerRevision (pkg/registry/apps/controllerrevision/strategy.go).</summary>
internal sealed class ControllerRevisionKind : ResourceDefinition
{
    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printControllerRevision).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        new("Controller", (item, _) => ControllerCell(item)),
        Columns.Number("Revision", "revision") with { Type = "string" },
        TableLayout.Age,
    ]);

    public static readonly GroupResource Resource = new("apps", "controllerrevisions");

    public override ResourceNames Names { get; } = new(Resource, "v1", "ControllerRevision");

    public override string Description => "A ControllerRevision keeps an earlier state of a DaemonSet or StatefulSet, to go back to.";

    public override IReadOnlyList<DefaultAccess> DefaultAccess => [UserFacingRole.View.Reads("")];

    public override TableLayout Table => Layout;

    public override KubeObject PrepareForCreate(KubeObject item, ResourceContext context) => item;

    public override KubeObject PrepareForUpdate(KubeObject item, KubeObject old, ResourceContext context) => item;

    /// <summary>Validation of an update (pkg/apis/apps/validation/validation.go, ValidateControllerRevisionUpdate).</summary>
    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        errors.Immutable(FieldPath.Root("data"), item.Root["data"], old.Root["data"]);

    private static string ControllerCell(KubeObject item)
    {
        if (item.Controller is not { } owner) return Cells.None;
        var kind = new GroupKind(GroupVersion.Parse(owner.ApiVersion).Group, owner.Kind);
        return $"{kind.ToString().ToLowerInvariant()}/{owner.Name}";
    }
}
