using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Controllers.Deployment;

/// <summary>The status of a Deployment (pkg/controller/deployment/sync.go, calculateStatus).</summary>
internal static class DeploymentStatus
{
    /// <summary>The status without any word on progress.</summary>
    public static JsonMap Calculate(KubeObject deployment, SetList sets, int minor, DateTimeOffset now)
    {
        var available = sets.Available;
        var enough = available >= deployment.Replicas() - deployment.MaxUnavailable();
        var availability = enough
            ? Conditions.Make("Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.", now)
            : Conditions.Make("Available", "False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability.", now);
        return JsonMap.Of(
            ("observedGeneration", deployment.Generation),
            ("replicas", NotZero(sets.Actual)),
            ("updatedReplicas", NotZero(sets.New?.Status.Long("replicas") ?? 0)),
            ("readyReplicas", NotZero(sets.Sum("readyReplicas"))),
            ("availableReplicas", NotZero(available)),
            ("unavailableReplicas", NotZero(Math.Max(0, sets.Wanted - available))),
            ("terminatingReplicas", minor >= SinceMinor.TerminatingReplicas ? Terminating(sets) : null),
            ("conditions", Conditions.Set(deployment.Status.List("conditions"), availability)),
            ("collisionCount", deployment.Status["collisionCount"]));
    }

    public static bool IsComplete(KubeObject deployment, JsonMap status)
    {
        var wanted = deployment.Replicas();
        return Number(status, "updatedReplicas") == wanted && Number(status, "replicas") == wanted
            && Number(status, "availableReplicas") == wanted && Number(status, "observedGeneration") >= deployment.Generation;
    }

    public static long Number(JsonMap status, string field) => status.Long(field) ?? 0;

    /// <summary>Not known as long as one ReplicaSet that was looked at does not say.</summary>
    private static long? Terminating(SetList sets) =>
        sets.All.Any(s => s.Status.Long("observedGeneration") > 0 && s.Status.Long("terminatingReplicas") is null)
            ? null
            : sets.Sum("terminatingReplicas");

    private static object? NotZero(long number) => number == 0 ? null : number;
}
