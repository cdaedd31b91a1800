using System.Globalization;
using System.Text;

namespace HandsOn.Workloads.Http;

/// <summary>Writes answers to a connection.</summary>
internal sealed class HttpOutput(Stream connection)
{
    public async ValueTask WriteAsync(HttpCall? call, HttpReply reply, bool keepAlive, CancellationToken cancellation)
    {
        var hasBody = call?.Method != "HEAD" && reply.Status is not (204 or 304) && reply.Status >= 200;
        var chunked = hasBody && reply.Stream is not null && reply.Length is null && call?.Version == "HTTP/1.1";
        var head = Head(reply, chunked, keepAlive);
        if (reply.Stream is null)
        {
            await connection.WriteAsync(hasBody ? (byte[])[.. head, .. reply.Content.Span] : head, cancellation).ConfigureAwait(false);
            return;
        }
        await connection.WriteAsync(head, cancellation).ConfigureAwait(false);
        if (hasBody) await CopyAsync(reply.Stream, chunked, cancellation).ConfigureAwait(false);
    }

    private static byte[] Head(HttpReply reply, bool chunked, bool keepAlive)
    {
        var head = new StringBuilder(256);
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {reply.Status} {reply.Reason}\r\n");
        foreach (var (name, value) in reply.Headers) head.Append(name).Append(": ").Append(value).Append("\r\n");
        if (reply.Status >= 200)
        {
            if (chunked) head.Append("Transfer-Encoding: chunked\r\n");
            else if ((reply.Stream is null ? reply.Content.Length : reply.Length) is { } length && reply.Status != 204)
                head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
            head.Append(keepAlive ? "Connection: keep-alive\r\n" : "Connection: close\r\n");
        }
        return Encoding.Latin1.GetBytes(head.Append("\r\n").ToString());
    }

    private async ValueTask CopyAsync(Stream body, bool chunked, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await body.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            var part = chunked
                ? (byte[])[.. Encoding.ASCII.GetBytes(count.ToString("x", CultureInfo.InvariantCulture)), .. "\r\n"u8, .. buffer.AsSpan(0, count), .. "\r\n"u8]
                : buffer.AsMemory(0, count);
            await connection.WriteAsync(part, cancellation).ConfigureAwait(false);
        }
        if (chunked) await connection.WriteAsync("0\r\n\r\n"u8.ToArray(), cancellation).ConfigureAwait(false);
    }
}
