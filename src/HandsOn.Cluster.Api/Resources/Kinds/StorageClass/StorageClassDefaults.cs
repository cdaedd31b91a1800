using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a StorageClass leaves out (pkg/apis/storage/v1/defaults.go, SetDefaults_StorageClass).</summary>
internal static class StorageClassDefaults
{
    private static readonly DefaultMembers Root = new(("reclaimPolicy", "Delete"), ("volumeBindingMode", "Immediate"));

    public static JsonMap Fill(JsonMap item) => Root.Fill(item);
}
