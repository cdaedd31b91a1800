using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>
/// The parts of a Service that an update takes over from the stored one because the client may not know them, and those that it
/// loses with its type (pkg/registry/core/service/storage/storage.go, patchAllocatedValues, normalizeClusterIPs;
/// strategy.go, dropTypeDependentFields).
/// </summary>
internal static class ServiceCarryOver
{
    public static KubeObject Allocated(KubeObject item, KubeObject old)
    {
        var spec = item.Spec;
        if (ServiceNeeds.ClusterIp(old.Spec) && ServiceNeeds.ClusterIp(spec))
        {
            if (spec.String("clusterIP") is not { Length: > 0 }) spec = spec.WithOrWithout("clusterIP", old.Spec["clusterIP"]);
            if (spec.List("clusterIPs").Count == 0) spec = spec.WithOrWithout("clusterIPs", old.Spec["clusterIPs"]);
        }
        if (ServiceNeeds.NodePorts(old.Spec) && ServiceNeeds.NodePorts(spec)) spec = KeepNodePorts(spec, old.Spec);
        if (ServiceNeeds.HealthCheckPort(old.Spec) && ServiceNeeds.HealthCheckPort(spec) && spec.Long("healthCheckNodePort") is null or 0)
            spec = spec.WithOrWithout("healthCheckNodePort", old.Spec["healthCheckNodePort"]);
        return With(item, Normalized(spec, old.Spec));
    }

    public static KubeObject DropUnused(KubeObject item, KubeObject old)
    {
        var (spec, before) = (item.Spec, old.Spec);
        if (ServiceNeeds.ClusterIp(before) && !ServiceNeeds.ClusterIp(spec))
        {
            if (Same("clusterIP") && Same("clusterIPs")) spec = spec.Without("clusterIP").Without("clusterIPs");
            if (Same("ipFamilies")) spec = spec.Without("ipFamilies");
            if (Same("ipFamilyPolicy")) spec = spec.Without("ipFamilyPolicy");
            spec = spec.Without("internalTrafficPolicy");
        }
        if (ServiceNeeds.NodePorts(before) && !ServiceNeeds.NodePorts(spec) && !NodePorts(spec).Except(NodePorts(before)).Any())
            spec = spec.With("ports", spec.List("ports").MapEach(p => p.Without("nodePort")));
        if (ServiceNeeds.HealthCheckPort(before) && !ServiceNeeds.HealthCheckPort(spec) && Same("healthCheckNodePort"))
            spec = spec.Without("healthCheckNodePort");
        if (before.String("type") == "LoadBalancer" && spec.String("type") != "LoadBalancer")
        {
            if (Same("allocateLoadBalancerNodePorts")) spec = spec.Without("allocateLoadBalancerNodePorts");
            if (Same("loadBalancerClass")) spec = spec.Without("loadBalancerClass");
        }
        if (ServiceNeeds.ExternalPolicy(before) && !ServiceNeeds.ExternalPolicy(spec) && Same("externalTrafficPolicy"))
            spec = spec.Without("externalTrafficPolicy");
        item = With(item, spec);
        return spec.String("type") == "LoadBalancer" ? item : item.SetIn(JsonMap.Empty, "status", "loadBalancer");

        bool Same(string field) => JsonValue.DeepEquals(spec[field], before[field]);
    }

    private static JsonMap KeepNodePorts(JsonMap spec, JsonMap before)
    {
        var used = NodePorts(before).Intersect(NodePorts(spec)).ToHashSet();
        return spec.ChangeEach("ports", port =>
        {
            if (port.Long("nodePort") is > 0) return port;
            var name = port.String("name") ?? "";
            var earlier = before.List("ports").Maps().LastOrDefault(p => (p.String("name") ?? "") == name)?.Long("nodePort") ?? 0;
            return earlier > 0 && !used.Contains(earlier) ? port.With("nodePort", earlier) : port;
        });
    }

    /// <summary>The one address and the list of addresses follow each other, whichever the client has changed.</summary>
    private static JsonMap Normalized(JsonMap spec, JsonMap before)
    {
        var (one, was) = (spec.String("clusterIP") ?? "", before.String("clusterIP") ?? "");
        if (one == was) return spec.List("clusterIPs").Count == 0 ? spec.WithOrWithout("clusterIPs", before["clusterIPs"]) : spec;
        if (!JsonValue.DeepEquals(spec["clusterIPs"], before["clusterIPs"])) return spec;
        return was.Length > 0 && one.Length == 0 ? spec.Without("clusterIPs") : spec.With("clusterIPs", JsonList.Of(one));
    }

    private static IEnumerable<long> NodePorts(JsonMap spec) =>
        spec.List("ports").Maps().Select(p => p.Long("nodePort") ?? 0).Where(p => p > 0);

    private static KubeObject With(KubeObject item, JsonMap spec) =>
        ReferenceEquals(spec, item.Spec) ? item : new(item.Root.With("spec", spec));
}
