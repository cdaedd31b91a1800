using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;

namespace HandsOn.Workloads.Http;

/// <summary>Reads requests from a connection (RFC 9112).</summary>
internal sealed class HttpInput(PipeReader reader)
{
    private const int LongestLine = 32 * 1024;

    /// <summary>The next request; null where the client has closed the connection.</summary>
    /// <exception cref="FormatException">That is not HTTP.</exception>
    public async ValueTask<HttpCall?> ReadCallAsync(IPEndPoint remote, Stream connection, CancellationToken cancellation)
    {
        if (await ReadLineAsync(cancellation).ConfigureAwait(false) is not { } first) return null;
        if (first.Split(' ') is not [var method, var target, var version] || !version.StartsWith("HTTP/1.", StringComparison.Ordinal))
            throw new FormatException("malformed request line");
        var headers = await ReadHeadersAsync(cancellation).ConfigureAwait(false);
        if (headers.Has("expect", "100-continue"))
            await connection.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellation).ConfigureAwait(false);
        return new HttpCall(method, target, version, headers, Body(headers), remote);
    }

    public async ValueTask<string?> ReadLineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancellation).ConfigureAwait(false);
            if (result.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.Latin1.GetString(result.Buffer.Slice(0, end)).TrimEnd('\r');
                reader.AdvanceTo(result.Buffer.GetPosition(1, end));
                return line;
            }
            if (result.Buffer.Length > LongestLine) throw new FormatException("a header line is too long");
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (result.IsCompleted) return null;
        }
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        var result = await reader.ReadAsync(cancellation).ConfigureAwait(false);
        var count = (int)Math.Min(result.Buffer.Length, buffer.Length);
        result.Buffer.Slice(0, count).CopyTo(buffer.Span);
        reader.AdvanceTo(result.Buffer.GetPosition(count));
        return count;
    }

    public async ValueTask<HttpFields> ReadHeadersAsync(CancellationToken cancellation)
    {
        var headers = new HttpFields();
        while (await ReadLineAsync(cancellation).ConfigureAwait(false) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':');
            if (colon <= 0) throw new FormatException("malformed header");
            headers.Add(line[..colon], line[(colon + 1)..].Trim());
        }
        return headers;
    }

    /// <summary>The body that these headers announce.</summary>
    public Stream Body(HttpFields headers)
    {
        if (headers.Has("transfer-encoding", "chunked")) return new HttpBody(this, null);
        return long.TryParse(headers["content-length"], out var length) && length > 0 ? new HttpBody(this, length) : Stream.Null;
    }
}
