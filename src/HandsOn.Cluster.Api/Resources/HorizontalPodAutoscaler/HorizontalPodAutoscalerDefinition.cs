using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.HorizontalPodAutoscaler;

/// <summary>A HorizontalPodAutoscaler (pkg/registry/autoscaling/horizontalpodautoscaler/strategy.go).</summary>
internal sealed class HorizontalPodAutoscalerDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers")
    {
        ShortNames = ["hpa"],
        Categories = ["all"],
    };

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Status];

    public override JsonMap? EmptyStatus { get; } = HorizontalPodAutoscalerDefaults.EmptyStatus;

    public override TableLayout Table => HorizontalPodAutoscalerColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => HorizontalPodAutoscalerDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        HorizontalPodAutoscalerValidation.Validate(item, errors);

    public override JsonMap Convert(JsonMap item, GroupVersion from, GroupVersion to) => HorizontalPodAutoscalerConversion.Convert(item, from, to);
}
