using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.IngressClass;

/// <summary>An IngressClass (pkg/registry/networking/ingressclass/strategy.go).</summary>
internal sealed class IngressClassDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("networking.k8s.io", "v1", "IngressClass", "ingressclasses", Namespaced: false);

    public override bool HasGeneration => true;

    public override TableLayout Table => IngressClassColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => IngressClassDefaults.Fill(item, context.Minor);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        IngressClassValidation.Validate(item, errors);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        IngressClassValidation.ValidateUpdate(item, old, errors);
}
