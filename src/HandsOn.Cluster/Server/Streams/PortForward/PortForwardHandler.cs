using HandsOn.Cluster.Server.Http;
using HandsOn.Cluster.Server.Http.Handlers;
using HandsOn.Cluster.Server.Streams.Spdy;
using HandsOn.Cluster.Server.Streams.WebSockets;
using HandsOn.Kubernetes.Errors;

namespace HandsOn.Cluster.Server.Streams.PortForward;

/// <summary><c>pods/portforward</c>: SPDY, or SPDY tunnelled through a WebSocket.</summary>
internal sealed class PortForwardHandler(ApiServer server, IKubelets? kubelets) : IVerbHandler
{
    private const string Protocol = "portforward.k8s.io";
    private const string Tunnelled = "SPDY/3.1+portforward.k8s.io";

    public async Task HandleAsync(ApiCall call)
    {
        var target = PodTarget.Of(server, kubelets, call.Request);
        var kubelet = target.RequireKubelet();
        if (target.Pod.Status.String("phase") is var phase and not "Running")
            throw StatusErrors.Internal($"error forwarding port to pod {target.Pod.Name}: pod is not running: its phase is {phase}");
        await using var connection = await OpenAsync(call).ConfigureAwait(false);
        var pairs = new PortForwardPairs(server.Context.Time);
        var forwards = new List<Task>();
        await foreach (var stream in connection.Opened.ReadAllAsync(call.Aborted).ConfigureAwait(false))
            if (pairs.Add(stream) is { } pair) forwards.Add(pair.RunAsync(target.Pod, kubelet, connection.Closed));
        await Task.WhenAll(forwards).ConfigureAwait(false);
    }

    private static async Task<SpdyConnection> OpenAsync(ApiCall call)
    {
        if (WebSocketUpgrade.IsRequested(call.Http))
        {
            var (socket, _) = await WebSocketUpgrade.AcceptAsync(call.Http, [Tunnelled]).ConfigureAwait(false);
            var tunnel = new SpdyConnection(new WebSocketDuplex(socket));
            tunnel.Start();
            return tunnel;
        }
        if (!SpdyUpgrade.IsRequested(call.Http)) throw StatusErrors.BadRequest("Upgrade request required");
        return (await SpdyUpgrade.AcceptAsync(call.Http, [Protocol]).ConfigureAwait(false)).Connection;
    }
}
