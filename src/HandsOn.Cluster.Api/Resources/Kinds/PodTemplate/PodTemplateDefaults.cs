using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a PodTemplate leaves out (pkg/apis/core/v1/zz_generated.defaults.go).</summary>
internal static class PodTemplateDefaults
{
    private static readonly DefaultMembers Root = new(("template", JsonMap.Empty));

    public static JsonMap Fill(JsonMap item) => Root.Fill(item).Change("template", PodSpecDefaults.FillTemplate);
}
