using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Ingress;

/// <summary>An Ingress (pkg/registry/networking/ingress/strategy.go).</summary>
internal sealed class IngressDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("networking.k8s.io", "v1", "Ingress", "ingresses") { ShortNames = ["ing"] };

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Status];

    public override bool HasGeneration => true;

    public override JsonMap? EmptyStatus { get; } = JsonMap.Of(("loadBalancer", JsonMap.Empty));

    public override TableLayout Table => IngressColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => IngressDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        IngressValidation.ValidateCreate(item, errors, context.Minor);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        IngressValidation.Validate(item, errors, context.Minor);

    public override JsonMap Convert(JsonMap item, GroupVersion from, GroupVersion to) => IngressConversion.Convert(item, from, to);

    public override IEnumerable<string> Warnings(KubeObject item, KubeObject? old, ResourceContext context) =>
        old is null && context.Minor >= 22 && item.Annotations.ContainsKey("kubernetes.io/ingress.class") && item.Spec["ingressClassName"] is null
            ? ["annotation \"kubernetes.io/ingress.class\" is deprecated, please use 'spec.ingressClassName' instead"]
            : [];
}
