using HandsOn.Cluster.Api.Resources.Shared.Rbac;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A ClusterRole (pkg/registry/rbac/clusterrole/strategy.go).</summary>
internal sealed class ClusterRoleKind : RoleDefinition
{
    private static readonly ServedVersion[] Served =
    [
        new("rbac.authorization.k8s.io/v1"),
        new("rbac.authorization.k8s.io/v1beta1")
        {
            Deprecated = 17,
            Removed = 22,
            Replacement = "rbac.authorization.k8s.io/v1 ClusterRole",
        },
    ];

    public static readonly GroupResource Resource = new("rbac.authorization.k8s.io", "clusterroles");

    public override ResourceNames Names { get; } = new(Resource, "v1", "ClusterRole", Namespaced: false);

    public override string Description => "A ClusterRole lists what may be done anywhere in the cluster.";

    public override IReadOnlyList<ServedVersion> Versions => Served;
}
