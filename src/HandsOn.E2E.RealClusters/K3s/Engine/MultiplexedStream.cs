using System.Buffers.Binary;

namespace HandsOn.E2E.RealClusters.K3s.Engine;

/// <summary>
/// A container's standard output and error in one stream: eight bytes say which of both comes next and how much of it
/// (moby: pkg/stdcopy).
/// </summary>
internal static class MultiplexedStream
{
    private const int Header = 8;
    private const byte StandardError = 2;

    /// <summary>Takes the stream apart until it ends.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="take">Told of every piece, and whether it is of standard error.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task ReadAsync(Stream stream, Action<ReadOnlyMemory<byte>, bool> take, CancellationToken cancellation)
    {
        var header = new byte[Header];
        while (await stream.ReadAtLeastAsync(header, Header, throwOnEndOfStream: false, cancellation) == Header)
        {
            var piece = new byte[BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4))];
            await stream.ReadExactlyAsync(piece, cancellation);
            take(piece, header[0] == StandardError);
        }
    }
}
