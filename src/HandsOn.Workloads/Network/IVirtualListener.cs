using System.Net;

namespace HandsOn.Workloads.Network;

/// <summary>A listening TCP port on the virtual network. Dispose it to close the port.</summary>
public interface IVirtualListener : IDisposable
{
    /// <summary>The port.</summary>
    int Port { get; }

    /// <summary>The next connection, or <see langword="null"/> once the port is closed.</summary>
    ValueTask<VirtualConnection?> AcceptAsync(CancellationToken cancellation = default);
}

/// <summary>An accepted connection: a duplex stream and who is at the other end.</summary>
public sealed record VirtualConnection(Stream Stream, IPEndPoint Remote);
