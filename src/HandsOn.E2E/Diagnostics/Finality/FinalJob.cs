using HandsOn.E2E.Diagnostics.RootCauses;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Diagnostics.Finality;

/// <summary>Why a Job can never be complete.</summary>
internal static class FinalJob
{
    /// <summary>The cause; none of a Job whose CronJob makes another.</summary>
    public static Cause? Of(ClusterState state, KubeObject job)
    {
        if (job.Controller is not null) return null;
        if (job.HasCondition("Failed")) return JobCause.Of(state, job);
        return FinalPod.FirstOf(state, job)?.FromTemplateOf(job);
    }
}
