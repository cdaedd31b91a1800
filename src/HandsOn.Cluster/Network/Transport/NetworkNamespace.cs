using System.Net;
using HandsOn.Workloads.Network;

namespace HandsOn.Cluster.Network.Transport;

/// <summary>One address and its ports: a pod's, or a node's, which its hostNetwork pods share.</summary>
internal sealed class NetworkNamespace(IPAddress address)
{
    private const int FirstEphemeral = 32768;
    private const int LastEphemeral = 60999;

    private readonly Lock gate = new();
    private readonly Dictionary<int, VirtualListener> listeners = [];
    private readonly Dictionary<int, DatagramPort> datagrams = [];
    private int ephemeral = FirstEphemeral;

    public IPAddress Address { get; } = address;

    public VirtualListener Listen(int port, PodAttachment owner)
    {
        lock (gate)
        {
            if (port == 0) do port = NextPort(); while (listeners.ContainsKey(port));
            if (listeners.ContainsKey(port)) throw new NetworkException(NetworkFailure.AddressInUse);
            return listeners[port] = new VirtualListener(this, owner, port);
        }
    }

    public DatagramPort ListenDatagrams(int port, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<ReadOnlyMemory<byte>?>> answer)
    {
        lock (gate)
        {
            if (datagrams.ContainsKey(port)) throw new NetworkException(NetworkFailure.AddressInUse);
            return datagrams[port] = new DatagramPort(this, port, answer);
        }
    }

    /// <exception cref="NetworkException">Connection refused.</exception>
    public VirtualListener Listener(int port)
    {
        lock (gate) return listeners.GetValueOrDefault(port) ?? throw NetworkException.Refused();
    }

    /// <exception cref="NetworkException">Connection refused (ICMP port unreachable).</exception>
    public DatagramPort Datagrams(int port)
    {
        lock (gate) return datagrams.GetValueOrDefault(port) ?? throw NetworkException.Refused();
    }

    /// <summary>Where an outgoing connection comes from.</summary>
    public IPEndPoint EphemeralEndPoint()
    {
        lock (gate) return new IPEndPoint(Address, NextPort());
    }

    public void Close(VirtualListener listener)
    {
        lock (gate)
            if (ReferenceEquals(listeners.GetValueOrDefault(listener.Port), listener)) listeners.Remove(listener.Port);
    }

    public void Close(DatagramPort port)
    {
        lock (gate)
            if (ReferenceEquals(datagrams.GetValueOrDefault(port.Port), port)) datagrams.Remove(port.Port);
    }

    private int NextPort()
    {
        var port = ephemeral;
        ephemeral = port == LastEphemeral ? FirstEphemeral : port + 1;
        return port;
    }
}
