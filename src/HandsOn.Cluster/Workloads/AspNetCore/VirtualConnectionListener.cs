using System.Net;
using HandsOn.Cluster.Network;
using Microsoft.AspNetCore.Connections;

namespace HandsOn.Cluster.Workloads.AspNetCore;

/// <summary>A pod's listening port as Kestrel sees it.</summary>
internal sealed class VirtualConnectionListener(IVirtualListener listener, IPEndPoint local) : IConnectionListener
{
    public EndPoint EndPoint => local;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        await listener.AcceptAsync(cancellationToken).ConfigureAwait(false) is { } connection ? new VirtualConnectionContext(connection, local) : null;

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        listener.Dispose();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => UnbindAsync();
}
