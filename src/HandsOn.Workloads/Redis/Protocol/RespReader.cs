using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace HandsOn.Workloads.Redis.Protocol;

/// <summary>Reads RESP, the Redis serialization protocol, from a connection.</summary>
internal sealed class RespReader(Stream stream)
{
    private const int LongestBulk = 512 * 1024 * 1024;

    private readonly PipeReader reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));

    /// <summary>The bytes taken so far: what a replication offset counts.</summary>
    public long Consumed { get; private set; }

    /// <summary>The next command, as RESP array or as an inline line; null at the end of the connection.</summary>
    /// <exception cref="FormatException">That is no RESP.</exception>
    public async ValueTask<string[]?> ReadCommandAsync(CancellationToken cancellation)
    {
        if (await ReadLineAsync(cancellation).ConfigureAwait(false) is not { } line) return null;
        if (!line.StartsWith('*')) return line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var words = new string[Number(line)];
        for (var i = 0; i < words.Length; i++)
        {
            var header = await ReadLineAsync(cancellation).ConfigureAwait(false) ?? throw new EndOfStreamException();
            if (!header.StartsWith('$')) throw new FormatException($"expected '$', got '{header.FirstOrDefault()}'");
            words[i] = await ReadBulkAsync(Number(header), cancellation).ConfigureAwait(false);
        }
        return words;
    }

    /// <summary>The next reply.</summary>
    /// <exception cref="RedisException">The server answers with an error.</exception>
    /// <exception cref="EndOfStreamException">The server has closed the connection.</exception>
    public async ValueTask<RespValue> ReadReplyAsync(CancellationToken cancellation)
    {
        var line = await ReadLineAsync(cancellation).ConfigureAwait(false) ?? throw new EndOfStreamException("the server closed the connection");
        switch (line.FirstOrDefault())
        {
            case '+': return new RespValue(line[1..]);
            case ':': return new RespValue(line[1..]) { IsInteger = true };
            case '-': throw new RedisException(line[1..]);
            case '$': return new RespValue(Number(line) is var length and >= 0 ? await ReadBulkAsync(length, cancellation).ConfigureAwait(false) : null);
            case '*':
                var items = new RespValue[Math.Max(Number(line), 0)];
                for (var i = 0; i < items.Length; i++) items[i] = await ReadReplyAsync(cancellation).ConfigureAwait(false);
                return new RespValue(null) { Items = items };
            default: throw new FormatException("the server does not speak RESP");
        }
    }

    public async ValueTask<string?> ReadLineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancellation).ConfigureAwait(false);
            if (result.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = result.Buffer.Slice(0, end);
                var text = Encoding.UTF8.GetString(line).TrimEnd('\r');
                Consumed += line.Length + 1;
                reader.AdvanceTo(result.Buffer.GetPosition(1, end));
                return text;
            }
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (result.IsCompleted) return null;
        }
    }

    /// <summary>So many bytes, as they are.</summary>
    public async ValueTask<byte[]> ReadBytesAsync(int count, CancellationToken cancellation)
    {
        var result = await reader.ReadAtLeastAsync(count, cancellation).ConfigureAwait(false);
        if (result.Buffer.Length < count) throw new EndOfStreamException("the connection ended within a value");
        var bytes = result.Buffer.Slice(0, count).ToArray();
        reader.AdvanceTo(result.Buffer.GetPosition(count));
        Consumed += count;
        return bytes;
    }

    private async ValueTask<string> ReadBulkAsync(int length, CancellationToken cancellation)
    {
        if (length is < 0 or > LongestBulk) throw new FormatException("invalid bulk length");
        var bytes = await ReadBytesAsync(length + 2, cancellation).ConfigureAwait(false);
        return Encoding.UTF8.GetString(bytes.AsSpan(0, length));
    }

    private static int Number(string line) =>
        int.TryParse(line.AsSpan(1), CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException("invalid length");
}
