using System.Net.Sockets;

namespace HandsOn.Workloads.Network;

/// <summary>Joins two connections: what comes in at one goes out at the other, each direction until its end.</summary>
internal static class StreamSplice
{
    private const int BufferSize = 16 * 1024;

    /// <summary>Runs until both directions have ended, or one has failed.</summary>
    public static async Task RunAsync(Stream left, Stream right, CancellationToken cancellation)
    {
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAll(CopyAsync(left, right, broken), CopyAsync(right, left, broken)).ConfigureAwait(false);
    }

    private static async Task CopyAsync(Stream from, Stream to, CancellationTokenSource broken)
    {
        try
        {
            var buffer = new byte[BufferSize];
            int count;
            while ((count = await from.ReadAsync(buffer, broken.Token).ConfigureAwait(false)) > 0)
                await to.WriteAsync(buffer.AsMemory(0, count), broken.Token).ConfigureAwait(false);
            CompleteWrites(to);
        }
        catch (Exception ended) when (ended is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            await broken.CancelAsync().ConfigureAwait(false);
        }
    }

    private static void CompleteWrites(Stream stream)
    {
        if (stream is IHalfClosable halfClosable) halfClosable.CompleteWrites();
        else if (stream is NetworkStream network) network.Socket.Shutdown(SocketShutdown.Send);
    }
}
