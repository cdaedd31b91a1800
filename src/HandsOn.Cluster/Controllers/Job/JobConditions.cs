using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Job;

/// <summary>Conditions of a Job (pkg/controller/job/job_controller.go, newCondition).</summary>
internal static class JobConditions
{
    public static JsonMap Make(string type, string reason, string message, DateTimeOffset now, string status = "True") => JsonMap.Of(
        ("type", type), ("status", status),
        ("lastProbeTime", Timestamps.Format(now)), ("lastTransitionTime", Timestamps.Format(now)),
        ("reason", reason.Length == 0 ? null : reason), ("message", message.Length == 0 ? null : message));

    /// <summary>The conditions with one added or replaced; one that is false is not added.</summary>
    public static JsonList Ensure(JsonList conditions, JsonMap condition)
    {
        var type = condition.String("type")!;
        if (conditions.Find("type", type) is not { } known)
            return condition.String("status") == "False" ? conditions : conditions.Add(condition);
        string[] compared = ["status", "reason", "message"];
        if (compared.All(field => known.String(field) == condition.String(field))) return conditions;
        return conditions.MapEach(c => c.String("type") == type ? condition : c);
    }

    /// <summary>Whether the Job is over, one way or the other.</summary>
    public static bool IsFinished(this KubeObject job) => job.HasCondition("Complete") || job.HasCondition("Failed");
}
