using System.Net;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Network.Services;

/// <summary>All routes at one moment; made anew at every change and never changed, so readers need no lock.</summary>
internal sealed class RoutingTable
{
    public static readonly RoutingTable Empty = new();

    /// <summary>By ClusterIP, external IP or load balancer IP, and port; whether that address counts as external.</summary>
    public Dictionary<(IPAddress, int, TransportProtocol), (ServiceRoute Route, bool External)> Addresses { get; } = [];

    public Dictionary<(int, TransportProtocol), ServiceRoute> NodePorts { get; } = [];

    /// <summary>The nodes' names by their addresses.</summary>
    public Dictionary<IPAddress, string> Nodes { get; } = [];

    /// <summary>The virtual addresses, with or without the port that was asked for.</summary>
    public HashSet<IPAddress> Virtual { get; } = [];

    public Dictionary<ObjectKey, IPAddress> ClusterAddresses { get; } = [];

    /// <summary>The route of a destination; null where it is no Service's.</summary>
    public (ServiceRoute Route, bool External)? Find(IPEndPoint destination, TransportProtocol protocol)
    {
        if (Addresses.TryGetValue((destination.Address, destination.Port, protocol), out var found)) return found;
        if (Nodes.ContainsKey(destination.Address) && NodePorts.TryGetValue((destination.Port, protocol), out var route)) return (route, true);
        return null;
    }
}
