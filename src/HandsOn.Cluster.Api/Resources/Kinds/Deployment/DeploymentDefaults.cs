using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a Deployment leaves out (pkg/apis/apps/v1/defaults.go, SetDefaults_Deployment).</summary>
internal static class DeploymentDefaults
{
    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty), ("status", JsonMap.Empty));

    private static readonly DefaultMembers Spec = new(
        ("replicas", 1), ("template", JsonMap.Empty), ("strategy", JsonMap.Empty), ("revisionHistoryLimit", 10), ("progressDeadlineSeconds", 600));

    private static readonly DefaultMembers Strategy = new(("type", "RollingUpdate"));
    private static readonly DefaultMembers RollingUpdate = new(("maxUnavailable", "25%"), ("maxSurge", "25%"));

    public static JsonMap Fill(JsonMap item) => Root.Fill(item).Change("spec", FillSpec);

    private static JsonMap FillSpec(JsonMap spec) =>
        Spec.Fill(spec).Change("template", PodSpecDefaults.FillTemplate).Change("strategy", FillStrategy);

    private static JsonMap FillStrategy(JsonMap strategy)
    {
        strategy = Strategy.Fill(strategy);
        return strategy.String("type") == "RollingUpdate" ? strategy.ChangeOrAdd("rollingUpdate", RollingUpdate.Fill) : strategy;
    }
}
