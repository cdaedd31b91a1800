using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a ReplicationController leaves out (pkg/apis/core/v1/defaults.go, SetDefaults_ReplicationController).</summary>
internal static class ReplicationControllerDefaults
{
    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty), ("status", JsonMap.Of(("replicas", 0))));
    private static readonly DefaultMembers Spec = new(("replicas", 1));
    private static readonly DefaultMembers Status = new(("replicas", 0));

    public static JsonMap Fill(JsonMap item)
    {
        item = Root.Fill(item).Change("spec", FillSpec).Change("status", Status.Fill);
        if (item.At("spec", "template", "metadata", "labels") is not JsonMap labels) return item;
        if (item.Map("spec", "selector").Count == 0) item = item.SetIn(labels, "spec", "selector");
        return item.Map("metadata", "labels").Count == 0 ? item.SetIn(labels, "metadata", "labels") : item;
    }

    private static JsonMap FillSpec(JsonMap spec) => Spec.Fill(spec).Change("template", PodSpecDefaults.FillTemplate);
}
