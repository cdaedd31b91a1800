using HandsOn.E2E.Api;
using HandsOn.E2E.Diagnostics.RootCauses;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Diagnostics.Finality;

/// <summary>
/// Finds causes that nothing in the cluster can change any more: an image that its registry does not have, a pod that is refused whatever
/// else happens, a Job that has failed. What might still change by itself is not final, however unlikely that is.
/// </summary>
public static class FinalCause
{
    /// <summary>The cause; <see langword="null"/> where the object is in order, or may still come into order.</summary>
    /// <param name="state">The cluster, as it is now.</param>
    /// <param name="subject">A Deployment, a Pod, a Job or a Service; nothing is certain of other kinds.</param>
    public static Cause? Of(ClusterState state, Subject subject) =>
        state.Find(subject.Kind, subject.Namespace, subject.Name) is not { IsTerminating: false } found ? null : subject.Kind switch
        {
            "Deployment" => FinalDeployment.OfRollout(state, found),
            "Pod" => FinalPod.Of(state, found),
            "Job" => FinalJob.Of(state, found),
            "Service" => FinalService.Of(state, found),
            _ => null,
        };

    /// <summary>True where an object shows anything that may be final, so that reading the cluster's state is worth while.</summary>
    public static bool IsSign(KubeObject seen) => seen.Kind switch
    {
        "Pod" => FinalPod.IsSign(seen),
        "Deployment" => seen.HasCondition("ReplicaFailure") || FinalDeployment.IsOverdue(seen),
        "Job" => seen.HasCondition("Failed"),
        _ => false,
    };
}
