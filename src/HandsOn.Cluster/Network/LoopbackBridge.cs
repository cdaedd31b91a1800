using System.Net;
using System.Net.Sockets;
using HandsOn.Workloads.Network;

namespace HandsOn.Cluster.Network;

/// <summary>Leads from the virtual network to a real port on loopback: to the API server.</summary>
internal static class LoopbackBridge
{
    public static IDisposable BridgeToLoopback(this VirtualNetwork network, IPEndPoint at, int port) => network.Bridge(at, async cancellation =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw NetworkException.Refused();
        }
    });
}
