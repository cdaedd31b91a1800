using System.Globalization;
using System.Text;
using HandsOn.Cluster.Server.Streams.Spdy;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Streams.PortForward;

/// <summary>Brings the two streams of each forwarded connection together: its data and its error text.</summary>
internal sealed class PortForwardPairs(TimeProvider time)
{
    private readonly Dictionary<string, SpdyStream> waiting = new(StringComparer.Ordinal);

    /// <summary>The pair that this stream completes, or null.</summary>
    public PortForwardPair? Add(SpdyStream stream)
    {
        var id = stream.Headers.GetValueOrDefault("requestid", "");
        if (!waiting.Remove(id, out var other))
        {
            waiting[id] = stream;
            return null;
        }
        return stream.Type == "error" ? new(other, stream, time) : new(stream, other, time);
    }
}

/// <summary>One forwarded connection.</summary>
internal sealed class PortForwardPair(SpdyStream data, SpdyStream errors, TimeProvider time)
{
    /// <summary>How long one direction may go on after the other has ended, as in containerd.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    public async Task RunAsync(KubeObject pod, IKubeletApi kubelet, CancellationToken closed)
    {
        try
        {
            var port = int.Parse(data.Headers.GetValueOrDefault("port", "0"), CultureInfo.InvariantCulture);
            if (await ForwardAsync(pod, port, kubelet, closed).ConfigureAwait(false) is { } failure)
                await errors.Output.WriteAsync(Encoding.UTF8.GetBytes($"error forwarding port {port} to pod {pod.Uid}, uid : {failure}"), closed).ConfigureAwait(false);
            await errors.FinishAsync(closed).ConfigureAwait(false);
            await data.FinishAsync(closed).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The client has left.
        }
    }

    /// <returns>What went wrong before the connection stood, or null.</returns>
    private async Task<string?> ForwardAsync(KubeObject pod, int port, IKubeletApi kubelet, CancellationToken closed)
    {
        Stream connection;
        try
        {
            connection = await kubelet.ConnectAsync(pod, port, closed).ConfigureAwait(false);
        }
        catch (IOException refused)
        {
            return refused.Message;
        }
        await using (connection)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(closed);
            var up = data.Input.CopyToAsync(connection, end.Token);
            var down = DownAsync(connection, end.Token);
            await (await Task.WhenAny(up, down).ConfigureAwait(false)).ConfigureAwait(false);
            using var linger = new CancellationTokenSource(Linger, time);
            await using var giveUp = linger.Token.Register(end.Cancel).ConfigureAwait(false);
            await Task.WhenAll(up, down).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return null;
    }

    private async Task DownAsync(Stream connection, CancellationToken end)
    {
        await connection.CopyToAsync(data.Output, end).ConfigureAwait(false);
        await data.FinishAsync(end).ConfigureAwait(false);
    }
}
