using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>Between <c>v1beta1</c>, which has a map of topology, and <c>v1</c>, which has fields (pkg/apis/discovery/v1beta1/conversion.go).</summary>
internal static class EndpointSliceConversion
{
    private const string Zone = "topology.kubernetes.io/zone";
    private const string Hostname = "kubernetes.io/hostname";

    public static JsonMap Convert(JsonMap item, GroupVersion from, GroupVersion to) => (from.Version, to.Version) switch
    {
        ("v1beta1", "v1") => item.ChangeEach("endpoints", ToV1),
        ("v1", "v1beta1") => item.ChangeEach("endpoints", ToBeta),
        _ => item,
    };

    private static JsonMap ToV1(JsonMap endpoint)
    {
        if (endpoint["topology"] is not JsonMap topology) return endpoint;
        endpoint = endpoint.Without("topology");
        if (topology[Zone] is { } zone) endpoint = endpoint.With("zone", zone);
        if (topology[Hostname] is { } node && (endpoint["nodeName"] is null || node.Equals(endpoint["nodeName"])))
        {
            endpoint = endpoint.With("nodeName", node);
            topology = topology.Without(Hostname);
        }
        topology = topology.Without(Zone);
        return topology.Count > 0 ? endpoint.With("deprecatedTopology", topology) : endpoint;
    }

    private static JsonMap ToBeta(JsonMap endpoint)
    {
        var topology = endpoint.Map("deprecatedTopology");
        if (endpoint["zone"] is { } zone) topology = topology.With(Zone, zone);
        if (endpoint["nodeName"] is { } node) topology = topology.With(Hostname, node);
        endpoint = endpoint.Without("deprecatedTopology").Without("zone");
        return topology.Count > 0 ? endpoint.With("topology", topology) : endpoint;
    }
}
