using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A HorizontalPodAutoscaler (pkg/registry/autoscaling/horizontalpodautoscaler/strategy.go).</summary>
internal sealed class HorizontalPodAutoscalerKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("autoscaling", "horizontalpodautoscalers");

    public override ResourceNames Names { get; } = new(Resource, "v2", "HorizontalPodAutoscaler")
    {
        ShortNames = ["hpa"],
        Categories = ["all"],
    };

    public override string Description => "A HorizontalPodAutoscaler changes a workload's number of pods to keep a metric near its target.";

    public override IReadOnlyList<ServedVersion> Versions { get; } =
    [
        new("autoscaling/v2") { Since = 23 },
        new("autoscaling/v1"),
        new("autoscaling/v2beta2") { Deprecated = 23, Removed = 26, Replacement = "autoscaling/v2 HorizontalPodAutoscaler" },
    ];

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Status];

    public override JsonMap? EmptyStatus { get; } = HorizontalPodAutoscalerDefaults.EmptyStatus;

    public override TableLayout Table => HorizontalPodAutoscalerColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => HorizontalPodAutoscalerDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        HorizontalPodAutoscalerValidation.Validate(item, errors);

    public override JsonMap Convert(JsonMap item, GroupVersion from, GroupVersion to) => HorizontalPodAutoscalerConversion.Convert(item, from, to);
}
