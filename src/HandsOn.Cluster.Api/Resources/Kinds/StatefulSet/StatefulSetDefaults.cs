using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a StatefulSet leaves out (pkg/apis/apps/v1/defaults.go, SetDefaults_StatefulSet).</summary>
internal static class StatefulSetDefaults
{
    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty), ("status", JsonMap.Of(("replicas", 0), ("availableReplicas", 0))));
    private static readonly DefaultMembers Status = new(("replicas", 0), ("availableReplicas", 0));
    private static readonly DefaultMembers Spec = new(
        ("replicas", 1), ("template", JsonMap.Empty), ("podManagementPolicy", "OrderedReady"),
        ("updateStrategy", JsonMap.Of(("type", "RollingUpdate"), ("rollingUpdate", JsonMap.Of(("partition", 0))))), ("revisionHistoryLimit", 10));

    private static readonly DefaultMembers Retention = new(("whenDeleted", "Retain"), ("whenScaled", "Retain"));
    private static readonly DefaultMembers Claim = new(("kind", "PersistentVolumeClaim"), ("apiVersion", "v1"));
    private static readonly DefaultMembers Strategy = new(("type", "RollingUpdate"), ("rollingUpdate", JsonMap.Empty));
    private static readonly DefaultMembers RollingUpdate = new(("partition", 0));

    public static JsonMap Fill(JsonMap item, int minor)
    {
        item = Root.Fill(item).Change("spec", FillSpec).Change("status", Status.Fill);
        return minor >= SinceMinor.StatefulSetAutoDeletePvc ? item.Change("spec", FillRetention) : item;
    }

    private static JsonMap FillSpec(JsonMap spec) => Spec.Fill(spec)
        .Change("template", PodSpecDefaults.FillTemplate)
        .Change("updateStrategy", FillStrategy)
        .ChangeEach("volumeClaimTemplates", FillClaim);

    private static JsonMap FillClaim(JsonMap claim) => PersistentVolumeClaimDefaults.Fill(Claim.Fill(claim));

    private static JsonMap FillStrategy(JsonMap strategy)
    {
        if (strategy["type"] is null) strategy = Strategy.Fill(strategy);
        return strategy.String("type") == "RollingUpdate" ? strategy.Change("rollingUpdate", RollingUpdate.Fill) : strategy;
    }

    private static JsonMap FillRetention(JsonMap spec) => spec.ChangeOrAdd("persistentVolumeClaimRetentionPolicy", Retention.Fill);
}
