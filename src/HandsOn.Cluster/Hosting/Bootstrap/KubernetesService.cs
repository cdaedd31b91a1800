using System.Globalization;
using System.Net;
using HandsOn.Cluster.Api.Resources.Kinds;

namespace HandsOn.Cluster.Hosting.Bootstrap;

/// <summary>The Service <c>kubernetes</c>, behind which the API server itself stands (pkg/controlplane/controller/kubernetesservice).</summary>
internal static class KubernetesService
{
    /// <summary>The first address of the Service range.</summary>
    public static readonly IPAddress ClusterIp = IPAddress.Parse("10.96.0.1");

    /// <summary>The port at which the API server listens on its node.</summary>
    public const int ServerPort = 6443;

    public static IEnumerable<BootstrapObject> Objects(IPAddress server)
    {
        var port = ServerPort.ToString(CultureInfo.InvariantCulture);
        yield return BootstrapObject.Of(ServiceKind.Resource, $$$$$"""
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"kubernetes","namespace":"default","labels":{"component":"apiserver","provider":"kubernetes"}},
             "spec":{"clusterIP":"{{{{{ClusterIp}}}}}","type":"ClusterIP","sessionAffinity":"None","ports":[{"name":"https","protocol":"TCP","port":443,"targetPort":{{{{{port}}}}}}]}}
            """);
        yield return BootstrapObject.Of(EndpointsKind.Resource, $$$$$"""
            {"apiVersion":"v1","kind":"Endpoints","metadata":{"name":"kubernetes","namespace":"default","labels":{"endpointslice.kubernetes.io/skip-mirror":"true"}},
             "subsets":[{"addresses":[{"ip":"{{{{{server}}}}}"}],"ports":[{"name":"https","port":{{{{{port}}}}},"protocol":"TCP"}]}]}
            """);
        yield return BootstrapObject.Of(EndpointSliceKind.Resource, $$$$$"""
            {"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","metadata":{"name":"kubernetes","namespace":"default","labels":{"kubernetes.io/service-name":"kubernetes"}},
             "addressType":"IPv4","endpoints":[{"addresses":["{{{{{server}}}}}"],"conditions":{"ready":true}}],
             "ports":[{"name":"https","port":{{{{{port}}}}},"protocol":"TCP"}]}
            """);
    }
}
