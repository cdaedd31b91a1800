using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>
/// The needs of a Service, by its type (pkg/registry/core/service/strategy.go, needsClusterIP, needsNodePort, needsHCNodePort;
/// pkg/api/service/util.go, ExternallyAccessible).
/// </summary>
internal static class ServiceNeeds
{
    public static bool ClusterIp(JsonMap spec) => spec.String("type") != "ExternalName";

    public static bool NodePorts(JsonMap spec) => spec.String("type") is "NodePort" or "LoadBalancer";

    public static bool HealthCheckPort(JsonMap spec) =>
        spec.String("type") == "LoadBalancer" && spec.String("externalTrafficPolicy") == "Local";

    public static bool ExternalPolicy(JsonMap spec) =>
        NodePorts(spec) || spec.String("type") == "ClusterIP" && spec.List("externalIPs").Count > 0;
}
