using System.Globalization;
using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A Job (pkg/registry/batch/job/strategy.go).</summary>
internal sealed class JobKind : ResourceDefinition
{
    private const string LabelPrefix = "batch.kubernetes.io/";

    private static readonly Subresource[] StatusOnly = [Subresource.Status];

    /// <summary>Fields by which Jobs can be listed (pkg/registry/batch/job/strategy.go, JobToSelectableFields).</summary>
    private static readonly Dictionary<string, Func<KubeObject, string>> Selectable = new()
    {
        ["status.successful"] = item => (item.Status.Long("succeeded") ?? 0).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printJob).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        new("Status", (item, _) => StatusCell(item)),
        new("Completions", (item, _) => CompletionsCell(item)),
        new("Duration", (item, now) => DurationCell(item, now)),
        TableLayout.Age,
        .. Columns.Containers(Columns.TemplateSpec),
        new("Selector", (item, _) => Cells.Selector(item.Spec["selector"] as JsonMap), Priority: 1),
    ]);

    private static readonly DefaultMembers RootDefaults = new(("spec", JsonMap.Empty), ("status", JsonMap.Empty));
    private static readonly DefaultMembers OneCompletion = new(("completions", 1));
    private static readonly DefaultMembers BackoffPerIndex = new(("backoffLimit", int.MaxValue));
    private static readonly DefaultMembers SpecDefaults = new(("parallelism", 1), ("backoffLimit", 6), ("template", JsonMap.Empty));
    private static readonly DefaultMembers Mode = new(("completionMode", "NonIndexed"));
    private static readonly DefaultMembers Suspend = new(("suspend", false));
    private static readonly DefaultMembers Replacement = new(("podReplacementPolicy", "TerminatingOrFailed"));
    private static readonly DefaultMembers FailedReplacement = new(("podReplacementPolicy", "Failed"));
    private static readonly DefaultMembers Manual = new(("manualSelector", false));
    private static readonly DefaultMembers ConditionPattern = new(("status", "True"));

    public static readonly GroupResource Resource = new("batch", "jobs");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Job") { Categories = ["all"] };

    public override string Description => "A Job runs pods until enough of them have succeeded.";

    public override IReadOnlyList<Subresource> Subresources => StatusOnly;

    public override IReadOnlyList<DefaultAccess> DefaultAccess =>
        [UserFacingRole.View.Reads("", "status"), UserFacingRole.Edit.Writes("")];

    public override bool HasGeneration => true;

    public override JsonMap? EmptyStatus => JsonMap.Empty;

    public override IReadOnlyDictionary<string, Func<KubeObject, string>> FieldSelectors => Selectable;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a Job (pkg/apis/batch/v1/defaults.go, SetDefaults_Job).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context)
    {
        item = RootDefaults.Fill(item);
        return item.With("spec", FillSpec(item.Map("spec"), context.Minor));
    }

    /// <summary>
    /// The labels and the selector by which a Job knows its pods, unless the user manages them
    /// (pkg/registry/batch/job/strategy.go, generateSelector).
    /// </summary>
    public override KubeObject PrepareForCreate(KubeObject item, ResourceContext context)
    {
        var job = base.PrepareForCreate(item, context);
        var labels = job.Spec.Map("template", "metadata", "labels");
        if (job.Spec.Bool("manualSelector") == true) return Labelled(job, labels);
        var isPrefixed = context.Minor >= SinceMinor.JobPrefixedLabels;
        labels = WithPair(labels, "job-name", job.Name, isPrefixed);
        labels = WithPair(labels, "controller-uid", job.Uid, isPrefixed);
        var spec = job.Spec.SetIn(labels, "template", "metadata", "labels");
        var key = isPrefixed ? LabelPrefix + "controller-uid" : "controller-uid";
        if (!spec.Map("selector", "matchLabels").ContainsKey(key)) spec = spec.SetIn(job.Uid, "selector", "matchLabels", key);
        return Labelled(new KubeObject(job.Root.With("spec", spec)), labels);
    }

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        JobValidation.Validate(item, errors, context.Minor);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        JobValidation.ValidateUpdate(item, old, errors, context.Minor);

    /// <summary>Defaults of a Job's template within a CronJob, before it is a Job: those of its pods and of its failure policy.</summary>
    public static JsonMap FillTemplate(JsonMap spec) =>
        spec.Change("template", PodSpecDefaults.FillTemplate).Change("podFailurePolicy", FillFailurePolicy);

    private static string StatusCell(KubeObject job)
    {
        if (job.HasCondition("Complete")) return "Complete";
        if (job.HasCondition("Failed")) return "Failed";
        if (job.IsTerminating) return "Terminating";
        if (job.HasCondition("Suspended")) return "Suspended";
        if (job.HasCondition("FailureTarget")) return "FailureTarget";
        return job.HasCondition("SuccessCriteriaMet") ? "SuccessCriteriaMet" : "Running";
    }

    private static string CompletionsCell(KubeObject job)
    {
        var succeeded = job.Status.Long("succeeded") ?? 0;
        if (job.Spec.Long("completions") is { } completions) return $"{succeeded}/{completions}";
        return job.Spec.Long("parallelism") is > 1 and var parallelism ? $"{succeeded}/1 of {parallelism}" : $"{succeeded}/1";
    }

    private static string DurationCell(KubeObject job, DateTimeOffset now) => Timestamps.Parse(job.Status.String("startTime")) is { } start
        ? HumanDuration.Format((Timestamps.Parse(job.Status.String("completionTime")) ?? now) - start)
        : "";

    private static JsonMap FillSpec(JsonMap spec, int minor)
    {
        if (spec["completions"] is null && spec["parallelism"] is null) spec = OneCompletion.Fill(spec);
        if (spec["backoffLimitPerIndex"] is not null) spec = BackoffPerIndex.Fill(spec);
        spec = FillTemplate(SpecDefaults.Fill(spec));
        if (minor >= SinceMinor.JobCompletionMode) spec = Mode.Fill(spec);
        if (minor >= SinceMinor.JobSuspend) spec = Suspend.Fill(spec);
        if (minor >= SinceMinor.JobPodReplacementPolicy)
            spec = (spec["podFailurePolicy"] is null ? Replacement : FailedReplacement).Fill(spec);
        return minor >= SinceMinor.JobManualSelectorWritten ? Manual.Fill(spec) : spec;
    }

    private static JsonMap FillFailurePolicy(JsonMap policy) => policy.ChangeEach("rules", FillRule);

    private static JsonMap FillRule(JsonMap rule) => rule.ChangeEach("onPodConditions", ConditionPattern.Fill);

    /// <summary>A Job without labels of its own gets those of its pods.</summary>
    private static KubeObject Labelled(KubeObject job, JsonMap labels) =>
        job.Labels.Count == 0 && labels.Count > 0 ? job.SetIn(labels, "metadata", "labels") : job;

    private static JsonMap WithPair(JsonMap labels, string key, string value, bool isPrefixed)
    {
        if (!labels.ContainsKey(key)) labels = labels.With(key, value);
        return isPrefixed && !labels.ContainsKey(LabelPrefix + key) ? labels.With(LabelPrefix + key, value) : labels;
    }
}
