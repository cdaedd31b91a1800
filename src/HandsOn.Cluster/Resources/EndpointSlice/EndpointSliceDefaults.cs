using HandsOn.Cluster.Resources.Shared;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Resources.EndpointSlice;

/// <summary>What a EndpointSlice leaves out (pkg/apis/discovery/v1/defaults.go, SetDefaults_EndpointPort).</summary>
internal static class EndpointSliceDefaults
{
    private static readonly DefaultMembers Port = new(("name", ""), ("protocol", "TCP"));
    private static readonly DefaultMembers Endpoint = new(("conditions", JsonMap.Empty));

    public static JsonMap Fill(JsonMap item)
    {
        item = item.ChangeEach("ports", Port.Fill).ChangeEach("endpoints", Endpoint.Fill);
        if (!item.ContainsKey("endpoints")) item = item.With("endpoints", null);
        return item.ContainsKey("ports") ? item : item.With("ports", null);
    }
}
