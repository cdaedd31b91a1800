using HandsOn.Cluster.Api.Resources.Shared.Rbac;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A RoleBinding (pkg/registry/rbac/rolebinding/strategy.go).</summary>
internal sealed class RoleBindingKind : RoleBindingDefinition
{
    private static readonly ServedVersion[] Served =
    [
        new("rbac.authorization.k8s.io/v1"),
        new("rbac.authorization.k8s.io/v1beta1")
        {
            Deprecated = 17,
            Removed = 22,
            Replacement = "rbac.authorization.k8s.io/v1 RoleBinding",
        },
    ];

    public static readonly GroupResource Resource = new("rbac.authorization.k8s.io", "rolebindings");

    public override ResourceNames Names { get; } = new(Resource, "v1", "RoleBinding");

    public override string Description => "A RoleBinding gives a role to users, groups and service accounts within its namespace.";

    public override IReadOnlyList<ServedVersion> Versions => Served;

    public override IReadOnlyList<DefaultAccess> DefaultAccess => [UserFacingRole.Admin.ReadsAndWrites("")];
}
