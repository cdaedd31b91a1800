using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>An Ingress (pkg/registry/networking/ingress/strategy.go).</summary>
internal sealed class IngressKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("networking.k8s.io", "ingresses");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Ingress") { ShortNames = ["ing"] };

    public override string Description => "An Ingress routes HTTP requests by host and path to Services.";

    public override IReadOnlyList<ServedVersion> Versions { get; } =
    [
        new("networking.k8s.io/v1"),
        new("networking.k8s.io/v1beta1") { Deprecated = 19, Removed = 22, Replacement = "networking.k8s.io/v1 Ingress" },
        new("extensions/v1beta1") { Deprecated = 14, Removed = 22, Replacement = "networking.k8s.io/v1 Ingress" },
    ];

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
        old is null && context.Minor >= SinceMinor.IngressClassAnnotationWarning && item.Annotations.ContainsKey("kubernetes.io/ingress.class") && item.Spec["ingressClassName"] is null
            ? ["annotation \"kubernetes.io/ingress.class\" is deprecated, please use 'spec.ingressClassName' instead"]
            : [];
}
