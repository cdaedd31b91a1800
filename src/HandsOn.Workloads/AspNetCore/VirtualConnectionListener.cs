using System.Net;
using HandsOn.Workloads.Network;
using Microsoft.AspNetCore.Connections;

namespace HandsOn.Workloads.AspNetCore;

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
