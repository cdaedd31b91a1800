using HandsOn.Cluster.Api.Resources.Shared.Rbac;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A ClusterRoleBinding (pkg/registry/rbac/clusterrolebinding/strategy.go).</summary>
internal sealed class ClusterRoleBindingKind : RoleBindingDefinition
{
    private static readonly ServedVersion[] Served =
    [
        new("rbac.authorization.k8s.io/v1"),
        new("rbac.authorization.k8s.io/v1beta1")
        {
            Deprecated = 17,
            Removed = 22,
            Replacement = "rbac.authorization.k8s.io/v1 ClusterRoleBinding",
        },
    ];

    public static readonly GroupResource Resource = new("rbac.authorization.k8s.io", "clusterrolebindings");

    public override ResourceNames Names { get; } = new(Resource, "v1", "ClusterRoleBinding", Namespaced: false);

    public override string Description => "A ClusterRoleBinding gives a role to users, groups and service accounts in the whole cluster.";

    public override IReadOnlyList<ServedVersion> Versions => Served;
}
