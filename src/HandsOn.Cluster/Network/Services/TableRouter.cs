using System.Collections.Concurrent;
using System.Net;
using HandsOn.Kubernetes.Naming;
using HandsOn.Workloads.Network;

namespace HandsOn.Cluster.Network.Services;

/// <summary>Routes by a table that is swapped as a whole; remembers which client has which endpoint where a Service asks for it.</summary>
internal sealed class TableRouter(TimeProvider time, IRandomSource random) : ServiceRouter
{
    private readonly ConcurrentDictionary<(string Route, IPAddress Client), (ServiceEndpoint Endpoint, DateTimeOffset Last)> affinities = [];
    private volatile RoutingTable table = RoutingTable.Empty;

    public RoutingTable Table
    {
        get => table;
        set => table = value;
    }

    public override IPAddress? ClusterAddress(string @namespace, string service) =>
        table.ClusterAddresses.GetValueOrDefault(new(@namespace, service));

    public override IPEndPoint? Route(ConnectionSource source, IPEndPoint destination, TransportProtocol protocol)
    {
        var now = table;
        if (now.Find(destination, protocol) is not var (route, isExternal))
            return now.Virtual.Contains(destination.Address) ? throw NetworkException.Refused() : null;
        if (route.Endpoints.Count == 0) throw NetworkException.Refused();
        var candidates = Candidates(now, route, source, isExternal);
        if (candidates.Count == 0) throw new NetworkException(NetworkFailure.TimedOut);
        return Choose(route, candidates, source.Client).Address;
    }

    private static IReadOnlyList<ServiceEndpoint> Candidates(RoutingTable table, ServiceRoute route, ConnectionSource source, bool isExternal)
    {
        // Traffic from pods to an external address is not external: it may go to any endpoint.
        var local = isExternal ? route.ExternalLocal && source.External : route.InternalLocal;
        if (!local) return route.Endpoints;
        var node = source.Node is { } address ? table.Nodes.GetValueOrDefault(address) : null;
        return node is null ? route.Endpoints : [.. route.Endpoints.Where(endpoint => endpoint.Node == node)];
    }

    private ServiceEndpoint Choose(ServiceRoute route, IReadOnlyList<ServiceEndpoint> candidates, IPAddress client)
    {
        if (route.Affinity is not { } timeout) return candidates[random.Next(candidates.Count)];
        var now = time.GetUtcNow();
        var kept = affinities.TryGetValue((route.Id, client), out var last) && now - last.Last <= timeout && candidates.Contains(last.Endpoint);
        var chosen = kept ? last.Endpoint : candidates[random.Next(candidates.Count)];
        affinities[(route.Id, client)] = (chosen, now);
        return chosen;
    }
}
