using HandsOn.Cluster.Api.Resources.Shared.Rbac;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A Role (pkg/registry/rbac/role/strategy.go).</summary>
internal sealed class RoleKind : RoleDefinition
{
    private static readonly ServedVersion[] Served =
    [
        new("rbac.authorization.k8s.io/v1"),
        new("rbac.authorization.k8s.io/v1beta1") { Deprecated = 17, Removed = 22, Replacement = "rbac.authorization.k8s.io/v1 Role" },
    ];

    public static readonly GroupResource Resource = new("rbac.authorization.k8s.io", "roles");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Role");

    public override string Description => "A Role lists what may be done in its namespace.";

    public override IReadOnlyList<ServedVersion> Versions => Served;

    public override IReadOnlyList<DefaultAccess> DefaultAccess => [UserFacingRole.Admin.ReadsAndWrites("")];
}
