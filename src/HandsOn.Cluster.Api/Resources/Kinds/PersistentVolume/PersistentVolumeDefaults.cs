using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a PersistentVolume leaves out (pkg/apis/core/v1/defaults.go, SetDefaults_PersistentVolume).</summary>
internal static class PersistentVolumeDefaults
{
    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty), ("status", JsonMap.Of(("phase", "Pending"))));
    private static readonly DefaultMembers Spec = new(("persistentVolumeReclaimPolicy", "Retain"), ("volumeMode", "Filesystem"));
    private static readonly DefaultMembers Status = new(("phase", "Pending"));

    public static JsonMap Fill(JsonMap item) => Root.Fill(item).Change("spec", FillSpec).Change("status", Status.Fill);

    private static JsonMap FillSpec(JsonMap spec) => VolumeDefaults.FillSource(Spec.Fill(spec)).Change("capacity", ResourceLists.RoundList);
}
