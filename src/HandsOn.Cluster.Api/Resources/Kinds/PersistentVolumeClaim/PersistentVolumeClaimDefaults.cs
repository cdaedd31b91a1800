using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a PersistentVolumeClaim leaves out (pkg/apis/core/v1/defaults.go, SetDefaults_PersistentVolumeClaim).</summary>
internal static class PersistentVolumeClaimDefaults
{
    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty), ("status", JsonMap.Of(("phase", "Pending"))));
    private static readonly DefaultMembers Status = new(("phase", "Pending"));

    public static JsonMap Fill(JsonMap item) => Root.Fill(item).Change("spec", VolumeDefaults.FillClaimSpec).Change("status", Status.Fill);
}
