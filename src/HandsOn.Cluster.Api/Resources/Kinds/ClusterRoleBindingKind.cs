using HandsOn.Cluster.Api.Resources.Shared.Rbac;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A ClusterRoleBinding (pkg/registry/rbac/clusterrolebinding/strategy.go).</summary>
internal sealed class ClusterRoleBindingKind : ResourceDefinition
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

    public override IReadOnlyList<string> CheckName(string name, int minor) => NameRules.PathSegmentName(name);

    public override bool AllowsCreateOnUpdate => true;

    public override TableLayout Table => RbacColumns.Binding;

    public override JsonMap Default(JsonMap item, ResourceContext context) => RbacDefaults.FillBinding(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        RbacValidation.ValidateBinding(item, isNamespaced: false, errors);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        RbacValidation.ValidateBindingUpdate(item, old, isNamespaced: false, errors);
}
