using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Diagnostics.RootCauses;

/// <summary>Why a Job is not complete.</summary>
internal static class JobCause
{
    public static Cause? Of(ClusterState state, KubeObject job)
    {
        if (job.Condition("Failed") is { } failed && failed.String("status") == "True") return Cause.In(job, "", $"Job {job.Name} has failed: {RootCause.Clause(failed.String("message") ?? "")}");
        if (job.Status.Count == 0) return Cause.In(job, "", $"Job {job.Name} has not been begun: does the job controller run?");
        var cause = state.ControlledBy("Pod", job).Select(p => PodCause.Of(state, p)).FirstOrDefault(c => c is not null);
        return cause?.FromTemplateOf(job) ?? (state.Warning(job) is { } warning ? Cause.In(job, "", RootCause.Clause(warning)) : null);
    }
}
