using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Server.Http;
using HandsOn.Cluster.Server.Http.Handlers;
using HandsOn.Cluster.Server.Streams.Spdy;
using HandsOn.Cluster.Server.Streams.WebSockets;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Streams.PortForward;

/// <summary><c>pods/portforward</c>: SPDY, SPDY tunnelled through a WebSocket, or the channels of a WebSocket.</summary>
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
        if (!WebSocketUpgrade.IsRequested(call.Http))
        {
            if (!SpdyUpgrade.IsRequested(call.Http)) throw StatusErrors.BadRequest("Upgrade request required");
            await using var spdy = (await SpdyUpgrade.AcceptAsync(call.Http, [Protocol]).ConfigureAwait(false)).Connection;
            await ForwardAsync(call, target.Pod, kubelet, spdy).ConfigureAwait(false);
            return;
        }
        // Of the older protocol the query names the ports, and a client is told what is wrong with it before it changes over.
        var offered = call.Http.Request.Headers.SecWebSocketProtocol.ToString();
        var ports = offered.Contains(Tunnelled, StringComparison.Ordinal) ? [] : PortForwardChannels.PortsOf([.. call.Http.Request.Query["ports"].OfType<string>()]);
        var (socket, protocol) = await WebSocketUpgrade.AcceptAsync(call.Http, [Tunnelled, PortForwardChannels.Protocol]).ConfigureAwait(false);
        if (protocol == Tunnelled)
        {
            await using var tunnel = new SpdyConnection(new WebSocketDuplex(socket));
            tunnel.Start();
            await ForwardAsync(call, target.Pod, kubelet, tunnel).ConfigureAwait(false);
            return;
        }
        await using var channels = new PortForwardChannels(socket, ports, call.Aborted);
        await channels.RunAsync(target.Pod, kubelet).ConfigureAwait(false);
    }

    private async Task ForwardAsync(ApiCall call, KubeObject pod, IKubeletApi kubelet, SpdyConnection connection)
    {
        var pairs = new PortForwardPairs(server.Context.Time);
        var forwards = new List<Task>();
        await foreach (var stream in connection.Opened.ReadAllAsync(call.Aborted).ConfigureAwait(false))
            if (pairs.Add(stream) is { } pair) forwards.Add(pair.RunAsync(pod, kubelet, connection.Closed));
        await Task.WhenAll(forwards).ConfigureAwait(false);
    }
}
