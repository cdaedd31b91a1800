using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a EndpointSlice leaves out (pkg/apis/discovery/v1/defaults.go, SetDefaults_EndpointPort).</summary>
internal static class EndpointSliceDefaults
{
    private static readonly DefaultMembers Port = new(("name", ""), ("protocol", "TCP"));
    private static readonly DefaultMembers Endpoint = new(("conditions", JsonMap.Empty));

    public static JsonMap Fill(JsonMap item)
    {
        item = item.ChangeEach("ports", Port.Fill).ChangeEach("endpoints", Endpoint.Fill);
        return NullWhereEmpty(NullWhereEmpty(item, "endpoints"), "ports");
    }

    /// <summary>Both lists are always written; one without items comes back from the store as a null.</summary>
    private static JsonMap NullWhereEmpty(JsonMap item, string key) =>
        item.List(key).Count == 0 && (item[key] is not null || !item.ContainsKey(key)) ? item.With(key, null) : item;
}
