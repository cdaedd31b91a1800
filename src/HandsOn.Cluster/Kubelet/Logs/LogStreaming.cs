using System.Globalization;
using System.Text;
using HandsOn.Cluster.Server.Streams;

namespace HandsOn.Cluster.Kubelet;

/// <summary>Writes a container's log to a client (staging/src/k8s.io/cri-client/pkg/logs/logs.go).</summary>
internal static class LogStreaming
{
    public static async Task WriteAsync(ContainerLog log, LogOptions options, Stream target, CancellationToken cancellation)
    {
        var left = options.LimitBytes ?? long.MaxValue;
        var isFirst = true;
        for (var from = 0L; ;)
        {
            var (lines, next, more) = log.Read(from);
            IEnumerable<LogLine> wanted = lines;
            if (isFirst && options.TailLines is { } tail) wanted = lines.TakeLast((int)Math.Min(tail, int.MaxValue));
            isFirst = false;
            foreach (var line in wanted.Where(l => options.Since is null || l.Time >= options.Since))
                if ((left -= await WriteLineAsync(line, options, target, left, cancellation).ConfigureAwait(false)) <= 0) return;
            await target.FlushAsync(cancellation).ConfigureAwait(false);
            if (!options.Follow || more is null) return;
            from = next;
            await more.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private static async ValueTask<long> WriteLineAsync(LogLine line, LogOptions options, Stream target, long limit, CancellationToken cancellation)
    {
        byte[] stamp = options.Timestamps ? Encoding.ASCII.GetBytes(Format(line.Time) + " ") : [];
        byte[] whole = [.. stamp, .. line.Text.Span, (byte)'\n'];
        var length = (int)Math.Min(whole.Length, limit);
        await target.WriteAsync(whole.AsMemory(0, length), cancellation).ConfigureAwait(false);
        return length;
    }

    /// <summary>Nine digits of a second, as the runtime's log files have them.</summary>
    private static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture);
}
