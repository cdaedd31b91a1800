using System.Globalization;
using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A DaemonSet (pkg/registry/apps/daemonset/strategy.go).</summary>
internal sealed class DaemonSetKind : ResourceDefinition
{
    /// <summary>The annotation that keeps the template's generation, a field that has gone (pkg/apis/apps/v1/conversion.go).</summary>
    private const string TemplateGeneration = "deprecated.daemonset.template.generation";

    private static readonly Subresource[] StatusOnly = [Subresource.Status];

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printDaemonSet).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        Columns.Number("Desired", "status", "desiredNumberScheduled"),
        Columns.Number("Current", "status", "currentNumberScheduled"),
        Columns.Number("Ready", "status", "numberReady"),
        Columns.Number("Up-to-date", "status", "updatedNumberScheduled"),
        Columns.Number("Available", "status", "numberAvailable"),
        new("Node Selector", (item, _) => Cells.Labels(Columns.TemplateSpec(item).Map("nodeSelector"))),
        TableLayout.Age,
        .. Columns.Containers(Columns.TemplateSpec),
        new("Selector", (item, _) => Cells.Selector(item.Spec.Map("selector")), Priority: 1),
    ]);

    private static readonly DefaultMembers StatusDefaults = new(
        ("currentNumberScheduled", 0), ("numberMisscheduled", 0), ("desiredNumberScheduled", 0), ("numberReady", 0));

    private static readonly JsonMap NewStatus = StatusDefaults.Fill(JsonMap.Empty);

    private static readonly DefaultMembers RootDefaults = new(("spec", JsonMap.Empty), ("status", NewStatus));

    private static readonly DefaultMembers SpecDefaults = new(
        ("template", JsonMap.Empty), ("updateStrategy", JsonMap.Empty), ("revisionHistoryLimit", 10));

    private static readonly RollingUpdateDefaults StrategyDefaults = new(maxUnavailable: 1, maxSurge: 0);

    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static readonly GroupResource Resource = new("apps", "daemonsets");

    public override ResourceNames Names { get; } = new(Resource, "v1", "DaemonSet") { ShortNames = ["ds"], Categories = ["all"] };

    public override string Description => "A DaemonSet runs one pod on every node that fits.";

    public override IReadOnlyList<Subresource> Subresources => StatusOnly;

    public override IReadOnlyList<DefaultAccess> DefaultAccess =>
        [UserFacingRole.View.Reads("", "status"), UserFacingRole.Edit.Writes("")];

    public override bool HasGeneration => true;

    public override JsonMap? EmptyStatus => NewStatus;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a DaemonSet (pkg/apis/apps/v1/defaults.go, SetDefaults_DaemonSet).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) =>
        RootDefaults.Fill(item).Change("spec", FillSpec).Change("status", StatusDefaults.Fill);

    public override KubeObject PrepareForCreate(KubeObject item, ResourceContext context) =>
        base.PrepareForCreate(item, context).SetIn("1", "metadata", "annotations", TemplateGeneration);

    public override KubeObject PrepareForUpdate(KubeObject item, KubeObject old, ResourceContext context)
    {
        item = KeepStatus(item, old);
        var last = old.Annotations[TemplateGeneration] as string ?? "1";
        var isChanged = !JsonValue.DeepEquals(item.Spec["template"], old.Spec["template"]);
        if (isChanged && long.TryParse(last, CultureInfo.InvariantCulture, out var number))
            last = (number + 1).ToString(CultureInfo.InvariantCulture);
        return item.Annotations[TemplateGeneration] as string == last
            ? item
            : item.SetIn(last, "metadata", "annotations", TemplateGeneration);
    }

    /// <summary>Validation of a DaemonSet (pkg/apis/apps/validation/validation.go, ValidateDaemonSetSpec).</summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context)
    {
        SelectorRules.Validate(item.Spec, Spec, "daemonset", isRequired: false, errors);
        PodTemplateValidation.ValidateSelected(item.Spec, Spec, context.Minor, errors);
        errors.NonNegative(item.Spec, "minReadySeconds", Spec);
        ValidateStrategy(item.Spec.Map("updateStrategy"), Spec.Child("updateStrategy"), errors);
        errors.NonNegative(item.Spec, "revisionHistoryLimit", Spec);
    }

    /// <summary>Validation of an update (pkg/apis/apps/validation/validation.go, ValidateDaemonSetUpdate).</summary>
    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context)
    {
        if (ReferenceEquals(item.Spec, old.Spec)) return;
        errors.Immutable(Spec.Child("selector"), item.Spec["selector"], old.Spec["selector"]);
        Validate(item, errors, context);
    }

    private static JsonMap FillSpec(JsonMap spec) => SpecDefaults.Fill(spec)
        .Change("template", PodSpecDefaults.FillTemplate)
        .Change("updateStrategy", StrategyDefaults.Fill);

    private static void ValidateStrategy(JsonMap strategy, FieldPath path, FieldErrors errors)
    {
        if (strategy.String("type") == "OnDelete") return;
        if (strategy.String("type") != "RollingUpdate")
        {
            errors.NotSupported(path, InnerForm.Of(strategy, "Type", "RollingUpdate"), "RollingUpdate", "OnDelete");
            return;
        }
        var update = strategy.Map("rollingUpdate");
        path = path.Child("rollingUpdate");
        errors.IntOrPercent(update, "maxUnavailable", path);
        errors.IntOrPercent(update, "maxSurge", path);
        errors.AtMostAll(update, "maxUnavailable", path);
        errors.AtMostAll(update, "maxSurge", path);
        var (unavailable, surge) = (HasAny(update["maxUnavailable"]), HasAny(update["maxSurge"]));
        if (unavailable && surge)
            errors.Invalid(path.Child("maxSurge"), update["maxSurge"], "may not be set when maxUnavailable is non-zero");
        if (!unavailable && !surge) errors.Required(path.Child("maxUnavailable"), "cannot be 0 when maxSurge is 0");
    }

    private static bool HasAny(object? value) => value is not (null or 0L) && FieldChecks.Percent(value) != 0;
}
