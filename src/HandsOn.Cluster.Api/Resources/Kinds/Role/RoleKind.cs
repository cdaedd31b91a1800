using HandsOn.Cluster.Api.Resources.Shared.Rbac;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A Role (pkg/registry/rbac/role/strategy.go).</summary>
internal sealed class RoleKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("rbac.authorization.k8s.io", "roles");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Role");

    public override string Description => "A Role lists what may be done in its namespace.";

    public override IReadOnlyList<ServedVersion> Versions { get; } =
    [
        new("rbac.authorization.k8s.io/v1"),
        new("rbac.authorization.k8s.io/v1beta1") { Deprecated = 17, Removed = 22, Replacement = "rbac.authorization.k8s.io/v1 Role" },
    ];

    public override IReadOnlyList<string> CheckName(string name, int minor) => NameRules.PathSegmentName(name);

    public override bool AllowsCreateOnUpdate => true;

    public override TableLayout Table => RbacColumns.Role;

    public override JsonMap Default(JsonMap item, ResourceContext context) => RbacDefaults.FillRole(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        RbacValidation.ValidateRole(item, isNamespaced: true, errors);
}
