using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.RealClusters.K3s.Inside;

/// <summary>Where on a node a Service can be reached.</summary>
internal static class ServicePort
{
    /// <summary>What is missing before a port of a Service can be reached at its node; <see langword="null"/> where nothing is.</summary>
    /// <param name="service">The Service, where there is one.</param>
    /// <param name="port">Its port.</param>
    /// <param name="nodePort">The port at the node; 0 where it is the same, as with a load balancer's.</param>
    public static string? Missing(KubeObject? service, int port, out int nodePort)
    {
        nodePort = 0;
        if (service is null) return "there is no such Service";
        if (service.Spec.List("ports").Maps().FirstOrDefault(p => p.Long("port") == port) is not { } found) return $"it has no port {port}";
        switch (service.Spec.String("type"))
        {
            case "LoadBalancer":
                return service.Status.List("loadBalancer", "ingress").Count > 0 ? null : "ServiceLB has not given it an address";
            case "NodePort":
                nodePort = (int)(found.Long("nodePort") ?? 0);
                return nodePort > 0 ? null : "it has not got a port of the node";
            default:
                return "it is neither of type LoadBalancer nor of type NodePort";
        }
    }
}
