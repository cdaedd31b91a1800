using System.Net;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>
/// Gives Services their cluster IPs, node ports and health check ports, and takes them back
/// (pkg/registry/core/service/storage/alloc.go).
/// </summary>
internal sealed class ServiceAllocator
{
    private readonly Ledger<string> addresses = new();
    private readonly Ledger<long> ports = new();

    /// <summary>The Service with everything that its type needs; <paramref name="old"/> is null for a new one.</summary>
    /// <exception cref="StatusException">422: what is asked for is taken, out of range or contradictory.</exception>
    public KubeObject Allocate(KubeObject item, KubeObject? old, ResourceContext context)
    {
        var spec = item.Spec;
        try
        {
            spec = ServiceFamilies.Fill(spec, old?.Spec, item.Name, context.Minor);
            spec = AllocateAddress(spec, item, old, context);
            spec = AllocateNodePorts(spec, item, context);
            spec = AllocateHealthCheckPort(spec, item, context);
        }
        catch (StatusException)
        {
            Release(new KubeObject(item.Root.With("spec", spec)), old);
            throw;
        }
        return new KubeObject(item.Root.With("spec", spec));
    }

    /// <summary>Takes back what the Service holds and the keeper does not.</summary>
    public void Release(KubeObject item, KubeObject? keeper)
    {
        foreach (var address in Addresses(item.Spec).Except(keeper is null ? [] : Addresses(keeper.Spec))) addresses.Release(address, item.Uid);
        foreach (var port in Ports(item.Spec).Except(keeper is null ? [] : Ports(keeper.Spec))) ports.Release(port, item.Uid);
    }

    private JsonMap AllocateAddress(JsonMap spec, KubeObject item, KubeObject? old, ResourceContext context)
    {
        var isKept = old is not null && ServiceNeeds.ClusterIp(old.Spec);
        if (!ServiceNeeds.ClusterIp(spec) || isKept || spec.String("clusterIP") == "None") return spec;
        var wanted = spec.List("clusterIPs").Strings().FirstOrDefault() ?? "";
        if (wanted.Length > 0)
        {
            if (IPAddress.TryParse(wanted, out var address)) Take(address, wanted, spec, item, context);
            return spec.With("clusterIP", wanted);
        }
        if (!addresses.TryTakeAny(ServiceRanges.AnyAddress(context.Random), item.Uid, out var free))
            throw StatusErrors.Internal($"failed to allocate a serviceIP for Service \"{item.Name}\": range is full");
        return spec.With("clusterIP", free).With("clusterIPs", JsonList.Of(free));
    }

    private void Take(IPAddress address, string wanted, JsonMap spec, KubeObject item, ResourceContext context)
    {
        string? why = null;
        if (!ServiceRanges.Contains(address))
            why = context.Minor >= SinceMinor.MultiCidrServiceAllocator
                ? "the provided network does not match the current range"
                : $"the provided IP ({wanted}) is not in the valid range. The range of valid IPs is {ServiceRanges.Addresses}";
        else if (!addresses.TryTake(wanted, item.Uid)) why = "provided IP is already allocated";
        if (why is not null)
            throw Invalid(item, errors => errors.Invalid(
                FieldPath.Root("spec").Child("clusterIPs"), spec["clusterIPs"], $"failed to allocate IP {wanted}: {why}"));
    }

    private JsonMap AllocateNodePorts(JsonMap spec, KubeObject item, ResourceContext context)
    {
        if (!ServiceNeeds.NodePorts(spec)) return spec;
        var allocates = spec.String("type") == "NodePort" || spec.Bool("allocateLoadBalancerNodePorts") != false;
        var byPort = new Dictionary<long, long>();
        var list = spec.List("ports");
        var taken = new List<long>();
        try
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] is not JsonMap port) continue;
                var number = port.Long("port") ?? 0;
                var nodePort = port.Long("nodePort") ?? 0;
                if (nodePort == 0 && !allocates) continue;
                // The same port under another protocol shares its node port.
                if (nodePort == 0) nodePort = byPort.GetValueOrDefault(number, Requested(list, number));
                if (nodePort == 0) nodePort = AnyPort(item, context);
                else TakePort(nodePort, i, item);
                taken.Add(nodePort);
                byPort.TryAdd(number, nodePort);
                list = list.SetAt(i, port.With("nodePort", nodePort));
            }
        }
        catch (StatusException)
        {
            // What the stored Service holds as well is released and taken again by its next write; it is never given to another meanwhile.
            foreach (var port in taken.Where(p => !Held(item, p, context))) ports.Release(port, item.Uid);
            throw;
        }
        return spec.With("ports", list);
    }

    private static bool Held(KubeObject item, long port, ResourceContext context) =>
        context.Store.Find(ServiceKind.Resource, item.Key) is { } stored && stored.Uid == item.Uid && Ports(stored.Spec).Contains(port);

    private static long Requested(JsonList list, long port) =>
        list.Maps().FirstOrDefault(p => p.Long("port") == port && p.Long("nodePort") is > 0)?.Long("nodePort") ?? 0;

    private JsonMap AllocateHealthCheckPort(JsonMap spec, KubeObject item, ResourceContext context)
    {
        if (!ServiceNeeds.HealthCheckPort(spec)) return spec;
        if (spec.Long("healthCheckNodePort") is not (> 0 and var wanted)) return spec.With("healthCheckNodePort", AnyPort(item, context));
        if (Refusal(wanted, item) is { } why)
            throw StatusErrors.Internal($"failed to allocate requested HealthCheck NodePort {wanted}: {why}");
        return spec;
    }

    private void TakePort(long port, int index, KubeObject item)
    {
        if (Refusal(port, item) is { } why)
            throw Invalid(item, errors => errors.Invalid(FieldPath.Root("spec").Child("ports").Index(index).Child("nodePort"), port, why));
    }

    private string? Refusal(long port, KubeObject item)
    {
        if (port is < ServiceRanges.FirstNodePort or > ServiceRanges.LastNodePort)
            return $"provided port is not in the valid range. The range of valid ports is {ServiceRanges.FirstNodePort}-{ServiceRanges.LastNodePort}";
        return ports.TryTake(port, item.Uid) ? null : "provided port is already allocated";
    }

    private long AnyPort(KubeObject item, ResourceContext context) =>
        ports.TryTakeAny(ServiceRanges.AnyNodePort(context.Random), item.Uid, out var free)
            ? free
            : throw StatusErrors.Internal("failed to allocate a nodePort: range is full");

    private static StatusException Invalid(KubeObject item, Action<FieldErrors> add)
    {
        var errors = new FieldErrors();
        add(errors);
        return StatusErrors.Invalid(new GroupKind("", "Service"), item.Name, errors);
    }

    private static IEnumerable<string> Addresses(JsonMap spec) =>
        ServiceNeeds.ClusterIp(spec) ? spec.List("clusterIPs").Strings().Where(a => a != "None") : [];

    private static IEnumerable<long> Ports(JsonMap spec)
    {
        if (!ServiceNeeds.NodePorts(spec)) yield break;
        foreach (var port in spec.List("ports").Maps())
            if (port.Long("nodePort") is > 0 and var number) yield return number;
        if (ServiceNeeds.HealthCheckPort(spec) && spec.Long("healthCheckNodePort") is > 0 and var check) yield return check;
    }
}
