using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a Service leaves out (pkg/apis/core/v1/defaults.go, SetDefaults_Service).</summary>
internal static class ServiceDefaults
{
    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty), ("status", JsonMap.Empty));
    private static readonly DefaultMembers Status = new(("loadBalancer", JsonMap.Empty));
    private static readonly DefaultMembers Spec = new(("sessionAffinity", "None"), ("type", "ClusterIP"));
    private static readonly DefaultMembers InternalPolicy = new(("internalTrafficPolicy", "Cluster"));
    private static readonly DefaultMembers ExternalPolicy = new(("externalTrafficPolicy", "Cluster"));
    private static readonly DefaultMembers AllocateNodePorts = new(("allocateLoadBalancerNodePorts", true));
    private static readonly DefaultMembers Protocol = new(("protocol", "TCP"));
    private static readonly DefaultMembers IpMode = new(("ipMode", "VIP"));
    private static readonly JsonMap ClientIpForThreeHours = JsonMap.Of(("clientIP", JsonMap.Of(("timeoutSeconds", 10800))));

    public static JsonMap Fill(JsonMap item, int minor)
    {
        item = Root.Fill(item).Change("status", Status.Fill);
        item = item.With("spec", FillSpec(item.Map("spec"), minor));
        return minor >= SinceMinor.LoadBalancerIpMode && item.String("spec", "type") == "LoadBalancer" ? item.Change("status", FillStatus) : item;
    }

    private static JsonMap FillSpec(JsonMap spec, int minor)
    {
        spec = FillAffinity(Spec.Fill(spec)).ChangeEach("ports", FillPort);
        var type = spec.String("type");
        if (type is "NodePort" or "LoadBalancer" || type == "ClusterIP" && spec.List("externalIPs").Count > 0) spec = ExternalPolicy.Fill(spec);
        if (type is "NodePort" or "LoadBalancer" or "ClusterIP" && minor >= SinceMinor.ServiceInternalTrafficPolicy) spec = InternalPolicy.Fill(spec);
        return type == "LoadBalancer" && minor >= SinceMinor.AllocateLoadBalancerNodePorts ? AllocateNodePorts.Fill(spec) : spec;
    }

    private static JsonMap FillAffinity(JsonMap spec) => spec.String("sessionAffinity") switch
    {
        "None" => spec.Without("sessionAffinityConfig"),
        "ClientIP" when spec.At("sessionAffinityConfig", "clientIP", "timeoutSeconds") is null => spec.With("sessionAffinityConfig", ClientIpForThreeHours),
        _ => spec,
    };

    private static JsonMap FillPort(JsonMap port)
    {
        port = Protocol.Fill(port);
        return port["targetPort"] is null or 0L or "" ? port.With("targetPort", port["port"] ?? 0) : port;
    }

    private static JsonMap FillStatus(JsonMap status) => status.Change("loadBalancer", FillLoadBalancer);

    private static JsonMap FillLoadBalancer(JsonMap loadBalancer) => loadBalancer.ChangeEach("ingress", FillIngress);

    private static JsonMap FillIngress(JsonMap ingress) => ingress.String("ip") is { Length: > 0 } ? IpMode.Fill(ingress) : ingress;
}
