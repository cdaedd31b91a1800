using System.Net;

namespace HandsOn.Workloads.Network;

/// <summary>A pod's network namespace on the virtual L4 network: one address, one space of ports, shared by its containers.</summary>
public interface IPodNetwork
{
    /// <summary>The pod's IP.</summary>
    IPAddress Address { get; }

    /// <summary>What the pod's resolv.conf says.</summary>
    DnsSettings Dns { get; }

    /// <summary>Listens on a TCP port, reachable at the pod's address and, from inside the pod, at 127.0.0.1.</summary>
    /// <exception cref="IOException">The port is taken (<c>address already in use</c>).</exception>
    IVirtualListener Listen(int port);

    /// <summary>
    /// Connects to a host name or address. Names are resolved by the pod's DNS server; the addresses of Services are
    /// translated to those of ready endpoints, as kube-proxy does.
    /// </summary>
    /// <exception cref="IOException">No such host, connection refused, or no route.</exception>
    ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellation = default);

    /// <summary>The IPv4 addresses of a name, by the pod's resolv.conf: search list, ndots, the cluster's DNS Service.</summary>
    /// <exception cref="IOException">The name does not exist, or no DNS server answers.</exception>
    ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellation = default);

    /// <summary>Answers datagrams on a UDP port.</summary>
    /// <param name="port">The port.</param>
    /// <param name="answer">The reply to a datagram; null for none.</param>
    /// <returns>Dispose it to stop.</returns>
    /// <exception cref="IOException">The port is taken.</exception>
    IDisposable ListenDatagrams(int port, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<ReadOnlyMemory<byte>?>> answer);

    /// <summary>Sends a datagram and waits for the reply.</summary>
    /// <exception cref="IOException">Nobody listens there.</exception>
    ValueTask<ReadOnlyMemory<byte>> ExchangeDatagramAsync(IPEndPoint destination, ReadOnlyMemory<byte> datagram, CancellationToken cancellation = default);
}

/// <summary>The content of a pod's resolv.conf.</summary>
/// <param name="Nameservers">The DNS servers, in the order in which they are asked.</param>
/// <param name="Searches">The domains that are tried after a short name.</param>
/// <param name="Ndots">A name with at least so many dots is tried as it is before the search list.</param>
public sealed record DnsSettings(IReadOnlyList<IPAddress> Nameservers, IReadOnlyList<string> Searches, int Ndots);
