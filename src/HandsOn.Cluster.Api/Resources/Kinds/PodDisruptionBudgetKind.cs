using System.Globalization;
using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A PodDisruptionBudget (pkg/registry/policy/poddisruptionbudget/strategy.go).</summary>
internal sealed class PodDisruptionBudgetKind : ResourceDefinition
{
    private static readonly ServedVersion[] Served =
    [
        new("policy/v1") { Since = 21 },
        new("policy/v1beta1") { Deprecated = 21, Removed = 25, Replacement = "policy/v1 PodDisruptionBudget" },
    ];

    private static readonly Subresource[] StatusOnly = [Subresource.Status];

    private static readonly DefaultMembers StatusDefaults = new(
        ("disruptionsAllowed", 0), ("currentHealthy", 0), ("desiredHealthy", 0), ("expectedPods", 0));

    private static readonly JsonMap NewStatus = StatusDefaults.Fill(JsonMap.Empty);

    private static readonly DefaultMembers RootDefaults = new(("spec", JsonMap.Empty), ("status", NewStatus));

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printPodDisruptionBudget).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        new("Min Available", (item, _) => AmountCell(item, "minAvailable")),
        new("Max Unavailable", (item, _) => AmountCell(item, "maxUnavailable")),
        Columns.Number("Allowed Disruptions", "status", "disruptionsAllowed"),
        TableLayout.Age,
    ]);

    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static readonly GroupResource Resource = new("policy", "poddisruptionbudgets");

    public override ResourceNames Names { get; } = new(Resource, "v1", "PodDisruptionBudget") { ShortNames = ["pdb"] };

    public override string Description => "A PodDisruptionBudget says how many of a set of pods evictions may take away at a time.";

    public override IReadOnlyList<ServedVersion> Versions => Served;

    public override IReadOnlyList<Subresource> Subresources => StatusOnly;

    public override IReadOnlyList<DefaultAccess> DefaultAccess =>
        [UserFacingRole.View.Reads("", "status"), UserFacingRole.Edit.Writes("")];

    public override bool HasGeneration => true;

    public override bool RequiresResourceVersion => true;

    public override JsonMap? EmptyStatus => NewStatus;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a PodDisruptionBudget: members that are always written (staging/src/k8s.io/api/policy/v1/types.go).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) => RootDefaults.Fill(item).Change("status", StatusDefaults.Fill);

    /// <summary>Validation of a PodDisruptionBudget (pkg/apis/policy/validation/validation.go, ValidatePodDisruptionBudgetSpec).</summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context)
    {
        if (item.Spec["minAvailable"] is not null && item.Spec["maxUnavailable"] is not null)
            errors.Invalid(
                Spec, InnerForm.Of(item.Spec, "MinAvailable", "Selector", "MaxUnavailable", "UnhealthyPodEvictionPolicy"),
                "minAvailable and maxUnavailable cannot be both set");
        foreach (var field in (ReadOnlySpan<string>)["minAvailable", "maxUnavailable"])
        {
            errors.IntOrPercent(item.Spec, field, Spec);
            errors.AtMostAll(item.Spec, field, Spec);
        }
        if (item.Spec["selector"] is JsonMap selector) LabelSelectorRules.Validate(selector, Spec.Child("selector"), errors);
        errors.AllowOneOf(item.Spec, "unhealthyPodEvictionPolicy", Spec, "AlwaysAllow", "IfHealthyBudget");
    }

    private static string AmountCell(KubeObject item, string field) => item.Spec[field] switch
    {
        long number => number.ToString(CultureInfo.InvariantCulture),
        string percent => percent,
        _ => "N/A",
    };
}
