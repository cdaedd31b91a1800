using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a Endpoints leaves out (pkg/apis/core/v1/defaults.go, SetDefaults_Endpoints).</summary>
internal static class EndpointsDefaults
{
    private static readonly DefaultMembers Port = new(("protocol", "TCP"));

    public static JsonMap Fill(JsonMap item) => item.ChangeEach("subsets", FillSubset);

    private static JsonMap FillSubset(JsonMap subset) => subset.ChangeEach("ports", Port.Fill);
}
