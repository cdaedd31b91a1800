using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A CronJob (pkg/registry/batch/cronjob/strategy.go).</summary>
internal sealed class CronJobKind : ResourceDefinition
{
    /// <summary>A Job's name is the CronJob's and eleven characters more.</summary>
    private const int LongestName = 52;

    private static readonly ServedVersion[] Served =
    [
        new("batch/v1") { Since = 21 },
        new("batch/v1beta1") { Deprecated = 21, Removed = 25, Replacement = "batch/v1 CronJob" },
    ];

    private static readonly Subresource[] StatusOnly = [Subresource.Status];

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printCronJob).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        Columns.Text("Schedule", "spec", "schedule"),
        new("Timezone", (item, _) => item.Spec.String("timeZone") ?? Cells.None),
        new("Suspend", (item, _) => item.Spec.Bool("suspend") is { } suspend ? suspend ? "True" : "False" : Cells.Unset, "boolean"),
        new("Active", (item, _) => (long)item.Status.List("active").Count, "integer"),
        new("Last Schedule", (item, now) => item.Status.String("lastScheduleTime") is { } last ? Cells.Since(last, now) : Cells.None),
        TableLayout.Age,
        .. Columns.Containers(item => item.Spec.Map("jobTemplate", "spec", "template", "spec")),
        new("Selector", (item, _) => Cells.Selector(item.Spec.Map("jobTemplate", "spec")["selector"] as JsonMap), Priority: 1),
    ]);

    private static readonly DefaultMembers RootDefaults = new(("spec", JsonMap.Empty), ("status", JsonMap.Empty));

    private static readonly DefaultMembers SpecDefaults = new(
        ("concurrencyPolicy", "Allow"), ("suspend", false), ("jobTemplate", JsonMap.Empty),
        ("successfulJobsHistoryLimit", 3), ("failedJobsHistoryLimit", 1));

    private static readonly DefaultMembers JobTemplateDefaults = new(("metadata", JsonMap.Empty), ("spec", JsonMap.Empty));
    private static readonly DefaultMembers JobSpecDefaults = new(("template", JsonMap.Empty));

    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static readonly GroupResource Resource = new("batch", "cronjobs");

    public override ResourceNames Names { get; } = new(Resource, "v1", "CronJob") { ShortNames = ["cj"], Categories = ["all"] };

    public override string Description => "A CronJob makes Jobs at the times of a schedule.";

    public override IReadOnlyList<ServedVersion> Versions => Served;

    public override IReadOnlyList<Subresource> Subresources => StatusOnly;

    public override IReadOnlyList<DefaultAccess> DefaultAccess =>
        [UserFacingRole.View.Reads("", "status"), UserFacingRole.Edit.Writes("")];

    public override bool HasGeneration => true;

    public override JsonMap? EmptyStatus => JsonMap.Empty;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a CronJob (pkg/apis/batch/v1/defaults.go, SetDefaults_CronJob).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) => RootDefaults.Fill(item).Change("spec", FillSpec);

    /// <summary>Validation of a CronJob (pkg/apis/batch/validation/validation.go, validateCronJobSpec).</summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context)
    {
        if (item.Name.Length > LongestName)
            errors.Invalid(FieldPath.Root("metadata").Child("name"), item.Name, $"must be no more than {LongestName} characters");
        if (item.Spec.String("schedule") is not { Length: > 0 } schedule) errors.Required(Spec.Child("schedule"));
        else if (!schedule.StartsWith('@') && schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: not 5 } fields)
        {
            var found = $"{fields.Length}: [{string.Join(' ', fields)}]";
            errors.Invalid(Spec.Child("schedule"), schedule, "expected exactly 5 fields, found " + found);
        }
        errors.NonNegative(item.Spec, "startingDeadlineSeconds", Spec);
        errors.RequireOneOf(item.Spec, "concurrencyPolicy", Spec, "Allow", "Forbid", "Replace");
        JobValidation.ValidateSpec(item.Spec.Map("jobTemplate", "spec"), Spec.Child("jobTemplate").Child("spec"), errors, context.Minor);
        errors.NonNegative(item.Spec, "successfulJobsHistoryLimit", Spec);
        errors.NonNegative(item.Spec, "failedJobsHistoryLimit", Spec);
    }

    private static JsonMap FillSpec(JsonMap spec) => SpecDefaults.Fill(spec).Change("jobTemplate", FillJobTemplate);

    private static JsonMap FillJobTemplate(JsonMap template) => JobTemplateDefaults.Fill(template).Change("spec", FillJobSpec);

    private static JsonMap FillJobSpec(JsonMap spec) => JobKind.FillTemplate(JobSpecDefaults.Fill(spec));
}
