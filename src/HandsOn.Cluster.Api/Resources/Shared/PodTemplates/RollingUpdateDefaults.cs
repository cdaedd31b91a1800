using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>
/// Defaults of the strategy by which a Deployment or DaemonSet replaces its pods: a rolling update, with bounds of the kind
/// (pkg/apis/apps/v1/defaults.go, SetDefaults_Deployment, SetDefaults_DaemonSet).
/// </summary>
/// <param name="maxUnavailable">Number or percentage of pods that may be missing meanwhile.</param>
/// <param name="maxSurge">Number or percentage of pods that there may be beyond the wanted ones meanwhile.</param>
internal sealed class RollingUpdateDefaults(object maxUnavailable, object maxSurge)
{
    private static readonly DefaultMembers Type = new(("type", "RollingUpdate"));

    private readonly DefaultMembers bounds = new(("maxUnavailable", maxUnavailable), ("maxSurge", maxSurge));

    public JsonMap Fill(JsonMap strategy)
    {
        strategy = Type.Fill(strategy);
        return strategy.String("type") == "RollingUpdate" ? strategy.ChangeOrAdd("rollingUpdate", bounds.Fill) : strategy;
    }
}
