using System.Globalization;

namespace HandsOn.Workloads.Http;

/// <summary>A request's body: so many bytes, or chunks where the length is null.</summary>
internal sealed class HttpBody(HttpInput input, long? length) : ReadOnlyStream
{
    private long left = length ?? 0;
    private bool ended;
    private bool inChunk;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (ended || buffer.IsEmpty) return 0;
        if (length is null && left == 0) await NextChunkAsync(cancellationToken).ConfigureAwait(false);
        if (left == 0)
        {
            ended = true;
            return 0;
        }
        var count = await input.ReadAsync(buffer[..(int)Math.Min(buffer.Length, left)], cancellationToken).ConfigureAwait(false);
        if (count == 0) throw new EndOfStreamException("the client closed the connection within a body");
        left -= count;
        return count;
    }

    /// <summary>Reads what the handler has left, so that the next request can follow.</summary>
    public async ValueTask DrainAsync(CancellationToken cancellation)
    {
        var scrap = new byte[4096];
        while (await ReadAsync(scrap, cancellation).ConfigureAwait(false) > 0)
        {
            // What is read here nobody wants.
        }
    }

    private async ValueTask NextChunkAsync(CancellationToken cancellation)
    {
        if (inChunk) await input.ReadLineAsync(cancellation).ConfigureAwait(false);
        inChunk = true;
        var line = await input.ReadLineAsync(cancellation).ConfigureAwait(false) ?? throw new EndOfStreamException("a chunk is missing");
        left = long.Parse(line.Split(';')[0].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if (left == 0) await input.ReadHeadersAsync(cancellation).ConfigureAwait(false);
    }
}
