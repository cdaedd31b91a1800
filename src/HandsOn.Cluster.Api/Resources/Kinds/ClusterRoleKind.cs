using HandsOn.Cluster.Api.Resources.Shared.Rbac;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A ClusterRole (pkg/registry/rbac/clusterrole/strategy.go).</summary>
internal sealed class ClusterRoleKind : ResourceDefinition
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

    public override IReadOnlyList<string> CheckName(string name, int minor) => NameRules.PathSegmentName(name);

    public override bool AllowsCreateOnUpdate => true;

    public override TableLayout Table => RbacColumns.Role;

    public override JsonMap Default(JsonMap item, ResourceContext context) => RbacDefaults.FillRole(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        RbacValidation.ValidateRole(item, isNamespaced: false, errors);
}
