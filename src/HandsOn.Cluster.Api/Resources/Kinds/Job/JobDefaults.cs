using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a Job leaves out (pkg/apis/batch/v1/defaults.go, SetDefaults_Job).</summary>
internal static class JobDefaults
{
    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty), ("status", JsonMap.Empty));
    private static readonly DefaultMembers OneCompletion = new(("completions", 1));
    private static readonly DefaultMembers Spec = new(("parallelism", 1), ("backoffLimit", 6), ("template", JsonMap.Empty));
    private static readonly DefaultMembers BackoffPerIndex = new(("backoffLimit", int.MaxValue));
    private static readonly DefaultMembers Mode = new(("completionMode", "NonIndexed"));
    private static readonly DefaultMembers Suspend = new(("suspend", false));
    private static readonly DefaultMembers Replacement = new(("podReplacementPolicy", "TerminatingOrFailed"));
    private static readonly DefaultMembers FailedReplacement = new(("podReplacementPolicy", "Failed"));
    private static readonly DefaultMembers Manual = new(("manualSelector", false));
    private static readonly DefaultMembers ConditionPattern = new(("status", "True"));

    public static JsonMap Fill(JsonMap item, int minor)
    {
        item = Root.Fill(item);
        return item.With("spec", FillSpec(item.Map("spec"), minor));
    }

    private static JsonMap FillSpec(JsonMap spec, int minor)
    {
        if (spec["completions"] is null && spec["parallelism"] is null) spec = OneCompletion.Fill(spec);
        if (spec["backoffLimitPerIndex"] is not null) spec = BackoffPerIndex.Fill(spec);
        spec = FillTemplate(Spec.Fill(spec));
        if (minor >= SinceMinor.JobCompletionMode) spec = Mode.Fill(spec);
        if (minor >= SinceMinor.JobSuspend) spec = Suspend.Fill(spec);
        if (minor >= SinceMinor.JobPodReplacementPolicy) spec = (spec["podFailurePolicy"] is null ? Replacement : FailedReplacement).Fill(spec);
        return minor >= SinceMinor.JobManualSelectorWritten ? Manual.Fill(spec) : spec;
    }

    /// <summary>What the Jobs of a CronJob get before they are Jobs: their pod template's and failure policy's defaults.</summary>
    public static JsonMap FillTemplate(JsonMap spec) =>
        spec.Change("template", PodSpecDefaults.FillTemplate).Change("podFailurePolicy", FillFailurePolicy);

    private static JsonMap FillFailurePolicy(JsonMap policy) => policy.ChangeEach("rules", FillRule);

    private static JsonMap FillRule(JsonMap rule) => rule.ChangeEach("onPodConditions", ConditionPattern.Fill);
}
