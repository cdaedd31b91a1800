using System.Net;
using HandsOn.Workloads.Network;

namespace HandsOn.Cluster.Network.Services;

/// <summary>The transport protocols of Service ports.</summary>
internal enum TransportProtocol
{
    Tcp,
    Udp,
}

/// <summary>Where a connection comes from, as far as routing asks.</summary>
/// <param name="Node">The address of the node it starts at or enters the cluster at; null where that does not matter.</param>
/// <param name="Client">The client's address, which session affinity goes by.</param>
/// <param name="External">Whether it comes from outside the cluster.</param>
internal readonly record struct ConnectionSource(IPAddress? Node, IPAddress Client, bool External = false);

/// <summary>Translates the virtual addresses of Services into those of endpoints.</summary>
internal abstract class ServiceRouter
{
    /// <summary>A router that knows no Services.</summary>
    public static readonly ServiceRouter None = new NoServices();

    /// <summary>The endpoint behind a Service's address; null where the destination is none.</summary>
    /// <exception cref="NetworkException">The Service has no endpoint for this client.</exception>
    public abstract IPEndPoint? Route(ConnectionSource source, IPEndPoint destination, TransportProtocol protocol);

    /// <summary>A Service's ClusterIP; null where there is no such Service, or it is headless.</summary>
    public abstract IPAddress? ClusterAddress(string @namespace, string service);

    private sealed class NoServices : ServiceRouter
    {
        public override IPAddress? ClusterAddress(string @namespace, string service) => null;

        public override IPEndPoint? Route(ConnectionSource source, IPEndPoint destination, TransportProtocol protocol) => null;
    }
}
