using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a DaemonSet leaves out (pkg/apis/apps/v1/defaults.go, SetDefaults_DaemonSet).</summary>
internal static class DaemonSetDefaults
{
    public static readonly JsonMap EmptyStatus = JsonMap.Of(
        ("currentNumberScheduled", 0), ("numberMisscheduled", 0), ("desiredNumberScheduled", 0), ("numberReady", 0));

    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty), ("status", EmptyStatus));
    private static readonly DefaultMembers Status = new(
        ("currentNumberScheduled", 0), ("numberMisscheduled", 0), ("desiredNumberScheduled", 0), ("numberReady", 0));

    private static readonly DefaultMembers Spec = new(("template", JsonMap.Empty), ("updateStrategy", JsonMap.Empty), ("revisionHistoryLimit", 10));
    private static readonly DefaultMembers Strategy = new(("type", "RollingUpdate"));
    private static readonly DefaultMembers RollingUpdate = new(("maxUnavailable", 1), ("maxSurge", 0));

    public static JsonMap Fill(JsonMap item) => Root.Fill(item).Change("spec", FillSpec).Change("status", Status.Fill);

    private static JsonMap FillSpec(JsonMap spec) =>
        Spec.Fill(spec).Change("template", PodSpecDefaults.FillTemplate).Change("updateStrategy", FillStrategy);

    private static JsonMap FillStrategy(JsonMap strategy)
    {
        strategy = Strategy.Fill(strategy);
        return strategy.String("type") == "RollingUpdate" ? strategy.ChangeOrAdd("rollingUpdate", RollingUpdate.Fill) : strategy;
    }
}
