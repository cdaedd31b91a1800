using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using static HandsOn.Cluster.Controllers.Deployment.DeploymentStatus;

namespace HandsOn.Cluster.Controllers.Deployment;

/// <summary>What a Deployment says of its rollout's progress (pkg/controller/deployment/progress.go).</summary>
internal static class Progress
{
    /// <summary>The status with its Progressing and ReplicaFailure conditions.</summary>
    public static JsonMap Judge(KubeObject deployment, SetList sets, JsonMap status, DateTimeOffset now)
    {
        var conditions = status.List("conditions");
        if (!deployment.HasProgressDeadline()) conditions = Conditions.Remove(conditions, "Progressing");
        else if (!WasComplete(deployment, status)) conditions = Judged(deployment, sets, status, conditions, now);
        var failure = Failure(sets);
        conditions = failure is null ? Conditions.Remove(conditions, "ReplicaFailure") : Conditions.Set(conditions, failure);
        return status.With("conditions", conditions);
    }

    /// <summary>When a stuck rollout has to be looked at again; null where nothing is awaited.</summary>
    public static TimeSpan? NextCheck(KubeObject deployment, JsonMap status, DateTimeOffset now)
    {
        if (!deployment.HasProgressDeadline() || deployment.Condition("Progressing") is not { } progressing) return null;
        if (IsComplete(deployment, status) || progressing.String("reason") == "ProgressDeadlineExceeded") return null;
        if (Timestamps.Parse(progressing.String("lastUpdateTime")) is not { } since) return null;
        var left = since + Deadline(deployment) - now;
        // The second that is added covers what the timestamps leave out.
        return TimeSpan.FromTicks(Math.Max(left.Ticks, 0)) + TimeSpan.FromSeconds(1);
    }

    private static JsonList Judged(KubeObject deployment, SetList sets, JsonMap status, JsonList conditions, DateTimeOffset now)
    {
        var who = sets.New is { } newest ? $"ReplicaSet \"{newest.Name}\"" : $"Deployment \"{deployment.Name}\"";
        if (IsComplete(deployment, status))
            return Conditions.Set(conditions, Conditions.Make("Progressing", "True", "NewReplicaSetAvailable", $"{who} has successfully progressed.", now));
        if (IsProgressing(deployment, status))
        {
            var condition = Conditions.Make("Progressing", "True", "ReplicaSetUpdated", $"{who} is progressing.", now);
            var known = deployment.Condition("Progressing");
            if (known?.String("status") == "True") condition = condition.WithOrWithout("lastTransitionTime", known["lastTransitionTime"]);
            // Every sign of progress counts, so this condition is renewed even where it says the same.
            return Conditions.Set(Conditions.Remove(conditions, "Progressing"), condition);
        }
        return HasTimedOut(deployment, conditions.Find("type", "Progressing"), now)
            ? Conditions.Set(conditions, Conditions.Make("Progressing", "False", "ProgressDeadlineExceeded", $"{who} has timed out progressing.", now))
            : conditions;
    }

    private static bool WasComplete(KubeObject deployment, JsonMap status) =>
        Number(status, "replicas") == Number(status, "updatedReplicas")
        && deployment.Condition("Progressing")?.String("reason") == "NewReplicaSetAvailable";

    private static bool IsProgressing(KubeObject deployment, JsonMap status)
    {
        var old = deployment.Status;
        return Number(status, "updatedReplicas") > Number(old, "updatedReplicas")
            || Number(status, "replicas") - Number(status, "updatedReplicas") < Number(old, "replicas") - Number(old, "updatedReplicas")
            || Number(status, "readyReplicas") > Number(old, "readyReplicas")
            || Number(status, "availableReplicas") > Number(old, "availableReplicas");
    }

    private static bool HasTimedOut(KubeObject deployment, JsonMap? progressing, DateTimeOffset now) => progressing?.String("reason") switch
    {
        null or "NewReplicaSetAvailable" => false,
        "ProgressDeadlineExceeded" => true,
        _ => Timestamps.Parse(progressing.String("lastUpdateTime")) + Deadline(deployment) < now,
    };

    private static TimeSpan Deadline(KubeObject deployment) => TimeSpan.FromSeconds(deployment.Spec.Long("progressDeadlineSeconds") ?? 0);

    /// <summary>Why a ReplicaSet cannot make its pods; the new one's word counts first.</summary>
    private static JsonMap? Failure(SetList sets)
    {
        var failure = sets.New?.Condition("ReplicaFailure") ?? sets.Old.Select(s => s.Condition("ReplicaFailure")).FirstOrDefault(c => c is not null);
        return failure is null ? null : JsonMap.Of(
            ("type", "ReplicaFailure"), ("status", failure["status"]),
            ("lastUpdateTime", failure["lastTransitionTime"]), ("lastTransitionTime", failure["lastTransitionTime"]),
            ("reason", failure["reason"]), ("message", failure["message"]));
    }
}
