using System.Globalization;
using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A HorizontalPodAutoscaler (pkg/registry/autoscaling/horizontalpodautoscaler/strategy.go).</summary>
internal sealed class HorizontalPodAutoscalerKind : ResourceDefinition
{
    private static readonly ServedVersion[] Served =
    [
        new("autoscaling/v2") { Since = 23 },
        new("autoscaling/v1"),
        new("autoscaling/v2beta2") { Deprecated = 23, Removed = 26, Replacement = "autoscaling/v2 HorizontalPodAutoscaler" },
    ];

    private static readonly Subresource[] StatusOnly = [Subresource.Status];

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printHorizontalPodAutoscaler).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        new("Reference", (item, _) => $"{item.Spec.String("scaleTargetRef", "kind")}/{item.Spec.String("scaleTargetRef", "name")}"),
        new("Targets", (item, _) => HorizontalPodAutoscalerTargets.Show(item)),
        new("MinPods", (item, _) => item.Spec.Long("minReplicas")?.ToString(CultureInfo.InvariantCulture) ?? Cells.Unset),
        Columns.Number("MaxPods", "spec", "maxReplicas") with { Type = "string" },
        Columns.Number("Replicas", "status", "currentReplicas") with { Type = "string" },
        TableLayout.Age,
    ]);

    private static readonly JsonMap NewStatus = JsonMap.Of(("desiredReplicas", 0)).With("currentMetrics", null);

    private static readonly DefaultMembers RootDefaults = new(("spec", JsonMap.Empty), ("status", NewStatus));

    private static readonly DefaultMembers SpecDefaults = new(
        ("minReplicas", 1),
        ("metrics", JsonList.Of(Cpu(("target", JsonMap.Of(("type", "Utilization"), ("averageUtilization", 80)))))));

    private static readonly DefaultMembers ScaleUpDefaults = new(
        ("stabilizationWindowSeconds", 0), ("selectPolicy", "Max"), ("policies", JsonList.Of(Policy("Pods", 4), Policy("Percent", 100))));

    private static readonly DefaultMembers ScaleDownDefaults = new(
        ("selectPolicy", "Max"), ("policies", JsonList.Of(Policy("Percent", 100))));

    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static readonly GroupResource Resource = new("autoscaling", "horizontalpodautoscalers");

    public override ResourceNames Names { get; } = new(Resource, "v2", "HorizontalPodAutoscaler")
    {
        ShortNames = ["hpa"],
        Categories = ["all"],
    };

    public override string Description => "A HorizontalPodAutoscaler changes a workload's number of pods to keep a metric near its target.";

    public override IReadOnlyList<ServedVersion> Versions => Served;

    public override IReadOnlyList<Subresource> Subresources => StatusOnly;

    public override IReadOnlyList<DefaultAccess> DefaultAccess =>
        [UserFacingRole.View.Reads("", "status"), UserFacingRole.Edit.Writes("")];

    public override JsonMap? EmptyStatus => NewStatus;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a HorizontalPodAutoscaler (pkg/apis/autoscaling/v2/defaults.go).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) => RootDefaults.Fill(item).Change("spec", FillSpec);

    /// <summary>
    /// Conversion between <c>v1</c>, which knows the processor alone, and <c>v2</c> (pkg/apis/autoscaling/v1/conversion.go). Other metrics
    /// have no place in <c>v1</c>.
    /// </summary>
    public override JsonMap Convert(JsonMap item, GroupVersion from, GroupVersion to) => (from.Version, to.Version) switch
    {
        ("v1", not "v1") => item.Change("spec", SpecToV2).Change("status", StatusToV2),
        (not "v1", "v1") => item.Change("spec", SpecToV1).Change("status", StatusToV1),
        _ => item,
    };

    /// <summary>Validation of a HorizontalPodAutoscaler (pkg/apis/autoscaling/validation/validation.go).</summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context)
    {
        var (least, most) = (item.Spec.Long("minReplicas"), item.Spec.Long("maxReplicas") ?? 0);
        if (least < 1) errors.Invalid(Spec.Child("minReplicas"), least, "must be greater than or equal to 1");
        if (most < 1) errors.Invalid(Spec.Child("maxReplicas"), most, "must be greater than 0");
        if (least > most) errors.Invalid(Spec.Child("maxReplicas"), most, "must be greater than or equal to `minReplicas`");
        var (target, path) = (item.Spec.Map("scaleTargetRef"), Spec.Child("scaleTargetRef"));
        foreach (var field in (ReadOnlySpan<string>)["kind", "name"])
        {
            if (target.String(field) is not { Length: > 0 } text) errors.Required(path.Child(field));
            else errors.Each(path, field, text, NameRules.PathSegmentName(text));
        }
        var version = target.String("apiVersion") ?? "";
        if (!version.Contains('/', StringComparison.Ordinal) && target.String("kind") != "ReplicationController")
            errors.Invalid(path.Child("apiVersion"), version, "apiVersion must specify API group");
    }

    private static JsonMap FillSpec(JsonMap spec) => SpecDefaults.Fill(spec).Change("behavior", FillBehavior);

    private static JsonMap FillBehavior(JsonMap behavior) =>
        behavior.ChangeOrAdd("scaleUp", ScaleUpDefaults.Fill).ChangeOrAdd("scaleDown", ScaleDownDefaults.Fill);

    private static JsonMap Policy(string type, int value) => JsonMap.Of(("type", type), ("value", value), ("periodSeconds", 15));

    private static JsonMap SpecToV2(JsonMap spec)
    {
        if (spec.Long("targetCPUUtilizationPercentage") is not { } percent) return spec;
        var target = JsonMap.Of(("type", "Utilization"), ("averageUtilization", percent));
        return spec.Without("targetCPUUtilizationPercentage").With("metrics", JsonList.Of(Cpu(("target", target))));
    }

    private static JsonMap SpecToV1(JsonMap spec)
    {
        var percent = FindCpu(spec.List("metrics"))?.Long("target", "averageUtilization");
        return spec.Without("metrics").Without("behavior").WithOrWithout("targetCPUUtilizationPercentage", percent);
    }

    private static JsonMap StatusToV2(JsonMap status)
    {
        if (status.Long("currentCPUUtilizationPercentage") is not { } percent) return status.With("currentMetrics", null);
        var current = Cpu(("current", JsonMap.Of(("averageUtilization", percent), ("averageValue", "0"))));
        return status.Without("currentCPUUtilizationPercentage").With("currentMetrics", JsonList.Of(current));
    }

    private static JsonMap StatusToV1(JsonMap status) => status
        .WithOrWithout("currentCPUUtilizationPercentage", FindCpu(status.List("currentMetrics"))?.Long("current", "averageUtilization"))
        .Without("currentMetrics").Without("conditions")
        .With("currentReplicas", status.Long("currentReplicas") ?? 0);

    private static JsonMap? FindCpu(JsonList metrics) =>
        metrics.Maps().FirstOrDefault(m => m.String("type") == "Resource" && m.String("resource", "name") == "cpu")?.Map("resource");

    /// <summary>The metric of the processor, in a spec with its target, in a status with its current value.</summary>
    private static JsonMap Cpu((string Key, object? Value) part) =>
        JsonMap.Of(("type", "Resource"), ("resource", JsonMap.Of(("name", "cpu"), part)));
}
