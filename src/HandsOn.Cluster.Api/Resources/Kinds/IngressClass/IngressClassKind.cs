using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>An IngressClass (pkg/registry/networking/ingressclass/strategy.go).</summary>
internal sealed class IngressClassKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("networking.k8s.io", "ingressclasses");

    public override ResourceNames Names { get; } = new(Resource, "v1", "IngressClass", Namespaced: false);

    public override string Description => "An IngressClass names a controller that takes care of Ingresses.";

    public override IReadOnlyList<ServedVersion> Versions { get; } =
    [
        new("networking.k8s.io/v1"),
        new("networking.k8s.io/v1beta1") { Deprecated = 19, Removed = 22, Replacement = "networking.k8s.io/v1 IngressClassList" },
    ];

    public override bool HasGeneration => true;

    public override TableLayout Table => IngressClassColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => IngressClassDefaults.Fill(item, context.Minor);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        IngressClassValidation.Validate(item, errors);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        IngressClassValidation.ValidateUpdate(item, old, errors);
}
