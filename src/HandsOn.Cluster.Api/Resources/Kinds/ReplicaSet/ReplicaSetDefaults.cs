using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a ReplicaSet leaves out (pkg/apis/apps/v1/defaults.go, SetDefaults_ReplicaSet).</summary>
internal static class ReplicaSetDefaults
{
    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty), ("status", JsonMap.Of(("replicas", 0))));
    private static readonly DefaultMembers Spec = new(("replicas", 1), ("template", JsonMap.Empty));
    private static readonly DefaultMembers Status = new(("replicas", 0));

    public static JsonMap Fill(JsonMap item) => Root.Fill(item).Change("spec", FillSpec).Change("status", Status.Fill);

    private static JsonMap FillSpec(JsonMap spec) => Spec.Fill(spec).Change("template", PodSpecDefaults.FillTemplate);
}
