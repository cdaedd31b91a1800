using System.Net;
using HandsOn.Workloads.Network;

namespace HandsOn.Cluster.Network;

/// <summary>What a kubelet needs of the network: a namespace for a pod, and a way into it (probes, port-forward).</summary>
internal interface IPodNetworks
{
    /// <summary>Attaches a pod. Dispose the attachment when the sandbox goes: every listener and connection of the pod goes with it.</summary>
    IPodAttachment Attach(PodNetworkSettings settings);

    /// <summary>Connects from a node to an address and port, as a probe or port-forward does.</summary>
    /// <exception cref="IOException">Connection refused, or no route.</exception>
    ValueTask<Stream> ConnectFromNodeAsync(IPEndPoint destination, CancellationToken cancellation = default);
}

/// <summary>A pod's network as the kubelet sets it up.</summary>
/// <param name="Address">The pod's IP.</param>
/// <param name="NodeAddress">The IP of its node.</param>
/// <param name="HostNetwork">Whether the pod shares the node's ports.</param>
/// <param name="Nameservers">The DNS servers of its resolv.conf.</param>
/// <param name="Searches">The search list of its resolv.conf.</param>
/// <param name="Ndots">The ndots option of its resolv.conf.</param>
/// <param name="Hosts">Its <c>/etc/hosts</c>, names to addresses.</param>
internal sealed record PodNetworkSettings(
    IPAddress Address, IPAddress NodeAddress, bool HostNetwork, IReadOnlyList<IPAddress> Nameservers, IReadOnlyList<string> Searches, int Ndots,
    IReadOnlyDictionary<string, IPAddress> Hosts);

/// <summary>A pod on the network.</summary>
internal interface IPodAttachment : IDisposable
{
    IPodNetwork Network { get; }
}
