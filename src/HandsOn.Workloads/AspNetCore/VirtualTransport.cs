using System.Net;
using HandsOn.Workloads.Network;
using Microsoft.AspNetCore.Connections;

namespace HandsOn.Workloads.AspNetCore;

/// <summary>Lets Kestrel listen on a pod's ports.</summary>
internal sealed class VirtualTransport(IPodNetwork network) : IConnectionListenerFactory
{
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var port = endpoint is IPEndPoint address ? address.Port : throw new NotSupportedException($"{endpoint} is no port of a pod");
        return ValueTask.FromResult<IConnectionListener>(new VirtualConnectionListener(network.Listen(port), new IPEndPoint(network.Address, port)));
    }
}
