using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A Deployment (pkg/registry/apps/deployment/strategy.go).</summary>
internal sealed class DeploymentKind : ResourceDefinition
{
    private static readonly Subresource[] ScaleAndStatus = [Subresource.Scale, Subresource.Status];

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printDeployment).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        new("Ready", (item, _) => $"{item.Status.Long("readyReplicas") ?? 0}/{item.Spec.Long("replicas") ?? 0}"),
        Columns.Number("Up-to-date", "status", "updatedReplicas") with { Type = "string" },
        Columns.Number("Available", "status", "availableReplicas") with { Type = "string" },
        TableLayout.Age,
        .. Columns.Containers(Columns.TemplateSpec),
        new("Selector", (item, _) => Cells.Selector(item.Spec.Map("selector")), Priority: 1),
    ]);

    private static readonly DefaultMembers RootDefaults = new(("spec", JsonMap.Empty), ("status", JsonMap.Empty));

    private static readonly DefaultMembers SpecDefaults = new(
        ("replicas", 1), ("template", JsonMap.Empty), ("strategy", JsonMap.Empty),
        ("revisionHistoryLimit", 10), ("progressDeadlineSeconds", 600));

    private static readonly RollingUpdateDefaults StrategyDefaults = new(maxUnavailable: "25%", maxSurge: "25%");

    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static readonly GroupResource Resource = new("apps", "deployments");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Deployment") { ShortNames = ["deploy"], Categories = ["all"] };

    public override string Description =>
        "A Deployment keeps a number of like pods running and replaces them step by step when their template changes.";

    public override IReadOnlyList<Subresource> Subresources => ScaleAndStatus;

    public override IReadOnlyList<DefaultAccess> DefaultAccess =>
        [UserFacingRole.View.Reads("", "scale", "status"), UserFacingRole.Edit.Writes("", "scale")];

    public override bool HasGeneration => true;

    /// <summary>Annotations count as well, since ReplicaSets get a copy of them.</summary>
    public override object? GenerationCounts(KubeObject item) => JsonList.Of(item.Root["spec"], item.Annotations);

    public override JsonMap? EmptyStatus => JsonMap.Empty;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a Deployment (pkg/apis/apps/v1/defaults.go, SetDefaults_Deployment).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) => RootDefaults.Fill(item).Change("spec", FillSpec);

    public override KubeObject PrepareForStatusUpdate(KubeObject item, KubeObject old, ResourceContext context)
    {
        item = base.PrepareForStatusUpdate(item, old, context);
        return item.WithMetadata(item.Metadata.WithOrWithout("labels", old.Metadata["labels"]));
    }

    /// <summary>Validation of a Deployment (pkg/apis/apps/validation/validation.go, ValidateDeploymentSpec).</summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context)
    {
        var spec = item.Spec;
        errors.NonNegative(spec, "replicas", Spec);
        SelectorRules.Validate(spec, Spec, "deployment", isRequired: true, errors);
        PodTemplateValidation.ValidateSelected(spec, Spec, context.Minor, errors);
        ValidateStrategy(spec.Map("strategy"), Spec.Child("strategy"), errors);
        errors.NonNegative(spec, "minReadySeconds", Spec);
        errors.NonNegative(spec, "revisionHistoryLimit", Spec);
        errors.NonNegative(spec, "progressDeadlineSeconds", Spec);
        if (spec.Long("progressDeadlineSeconds") is { } deadline && deadline <= (spec.Long("minReadySeconds") ?? 0))
            errors.Invalid(Spec.Child("progressDeadlineSeconds"), deadline, "must be greater than minReadySeconds");
    }

    /// <summary>Validation of an update (pkg/apis/apps/validation/validation.go, ValidateDeploymentUpdate).</summary>
    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context)
    {
        if (ReferenceEquals(item.Spec, old.Spec)) return;
        Validate(item, errors, context);
        errors.Immutable(Spec.Child("selector"), item.Spec["selector"], old.Spec["selector"]);
    }

    /// <summary>Validation of an update of the status (pkg/apis/apps/validation/validation.go, ValidateDeploymentStatus).</summary>
    public override void ValidateStatusUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        ReplicaStatus.Validate(item.Status, errors);

    private static JsonMap FillSpec(JsonMap spec) => SpecDefaults.Fill(spec)
        .Change("template", PodSpecDefaults.FillTemplate)
        .Change("strategy", StrategyDefaults.Fill);

    private static void ValidateStrategy(JsonMap strategy, FieldPath path, FieldErrors errors)
    {
        switch (strategy.String("type"))
        {
            case "Recreate":
                if (strategy["rollingUpdate"] is not null)
                    errors.Forbidden(path.Child("rollingUpdate"), "may not be specified when strategy `type` is 'Recreate'");
                break;
            case "RollingUpdate":
                ValidateRollingUpdate(strategy.Map("rollingUpdate"), path.Child("rollingUpdate"), errors);
                break;
            default:
                errors.NotSupported(path, InnerForm.Of(strategy, "Type", "RollingUpdate"), "Recreate", "RollingUpdate");
                break;
        }
    }

    private static void ValidateRollingUpdate(JsonMap update, FieldPath path, FieldErrors errors)
    {
        errors.IntOrPercent(update, "maxUnavailable", path);
        errors.IntOrPercent(update, "maxSurge", path);
        if (IsZero(update["maxUnavailable"]) && IsZero(update["maxSurge"]))
            errors.Invalid(path.Child("maxUnavailable"), update["maxUnavailable"], "may not be 0 when `maxSurge` is 0");
        errors.AtMostAll(update, "maxUnavailable", path);
    }

    private static bool IsZero(object? value) => value is 0L || FieldChecks.Percent(value) == 0;
}
