using System.Globalization;
using HandsOn.E2E.Diagnostics.RootCauses;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Diagnostics.Finality;

/// <summary>Why a Deployment cannot have the pods that its specification asks for.</summary>
internal static class FinalDeployment
{
    private const string HashLabel = "pod-template-hash";

    /// <summary>Why its rollout cannot succeed, or has failed by the judgement of <c>kubectl rollout status</c>: its progress deadline.</summary>
    public static Cause? OfRollout(ClusterState state, KubeObject deployment)
    {
        if (Of(state, deployment) is { } cause) return cause;
        if (!IsOverdue(deployment)) return null;
        var seconds = (deployment.Spec.Long("progressDeadlineSeconds") ?? 0).ToString(CultureInfo.InvariantCulture);
        var why = DeploymentCause.Of(state, deployment) ?? Cause.In(deployment, "", $"Deployment {deployment.Name} has made no progress");
        return why with { Sentence = $"{why.Sentence}; the progress deadline of {seconds} s is exceeded" };
    }

    /// <summary>Why none of its pods, or not all of them, can ever be ready.</summary>
    public static Cause? Of(ClusterState state, KubeObject deployment)
    {
        if (Current(state, deployment) is not { } set) return null;
        if (FinalPod.FirstOf(state, set) is { } cause) return cause.FromTemplateOf(deployment);
        var refusal = set.HasCondition("ReplicaFailure") ? set.Condition("ReplicaFailure")!.String("message") ?? "" : "";
        return FinalRefusal.Is(state, set, refusal) ? Cause.In(deployment, "", RootCause.Clause(refusal)) : null;
    }

    /// <summary>True where the newest specification has made no progress in time; kubectl looks at the same condition.</summary>
    public static bool IsOverdue(KubeObject deployment) =>
        IsObserved(deployment) && deployment.Condition("Progressing")?.String("reason") == "ProgressDeadlineExceeded";

    /// <summary>
    /// The ReplicaSet of the newest specification: that with the same template (pkg/controller/deployment/util/deployment_util.go,
    /// FindNewReplicaSet); <see langword="null"/> where the controller has not made it yet.
    /// </summary>
    public static KubeObject? Current(ClusterState state, KubeObject deployment)
    {
        if (deployment.IsTerminating || !IsObserved(deployment) || deployment.Spec.Bool("paused") == true) return null;
        var template = WithoutHash(deployment);
        return state.ControlledBy("ReplicaSet", deployment).FirstOrDefault(s => JsonValue.DeepEquals(WithoutHash(s), template));
    }

    private static bool IsObserved(KubeObject deployment) => (deployment.Status.Long("observedGeneration") ?? 0) >= deployment.Generation;

    private static JsonMap WithoutHash(KubeObject owner) => owner.Spec.Map("template").RemoveIn("metadata", "labels", HashLabel);
}
