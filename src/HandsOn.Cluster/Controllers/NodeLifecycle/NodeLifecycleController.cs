using System.Collections.Concurrent;
using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.NodeLifecycle;

/// <summary>
/// Notices nodes that have fallen silent, says so in their conditions and taints, and takes their pods out of service
/// (pkg/controller/nodelifecycle/node_lifecycle_controller.go). Silence is counted from when this controller last heard
/// something new, whatever the node's own clock says.
/// </summary>
internal sealed class NodeLifecycleController : Controller
{
    private const string LeaseNamespace = "kube-node-lease";
    private static readonly TimeSpan StartupGracePeriod = TimeSpan.FromSeconds(60);

    private readonly ControllerOptions options;
    private readonly ConcurrentDictionary<string, Heard> heard = new(StringComparer.Ordinal);
    private readonly Informer nodes;
    private readonly Informer leases;
    private readonly ObjectIndex podsByNode;
    private readonly EventRecorder events;

    public NodeLifecycleController(ControllerContext context) : base(context)
    {
        options = context.Options;
        nodes = Informer(NodeKind.Resource);
        leases = Informer(LeaseKind.Resource);
        podsByNode = Informer(PodKind.Resource).Index("node", pod => pod.NodeName() is { Length: > 0 } node ? [node] : []);
        events = context.Events.As("node-controller");
    }

    public override string Name => "node-controller";

    protected override void Watch()
    {
        QueueChangesOf(NodeKind.Resource);
        OnChange(LeaseKind.Resource, (old, next) =>
        {
            if ((next ?? old)!.Namespace == LeaseNamespace) Queue.Add(new("", (next ?? old)!.Name));
        });
    }

    protected override async ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (nodes.Find(key) is not { } node)
        {
            if (heard.TryRemove(key.Name, out var last)) await TellAsync(last.Node, "RemovingNode", $"Removing Node {key.Name} from Controller").ConfigureAwait(false);
            return;
        }
        var now = Context.Time.GetUtcNow();
        var isNew = !heard.ContainsKey(key.Name);
        var state = heard[key.Name] = Listen(node, heard.GetValueOrDefault(key.Name), now);
        if (isNew) await TellAsync(node, "RegisteredNode", $"Registered Node {key.Name} in Controller").ConfigureAwait(false);
        var silentAt = state.At + (node.Condition("Ready") is null ? StartupGracePeriod : options.NodeGracePeriod);
        if (now < silentAt) Queue.AddAfter(key, silentAt - now);
        else node = await MarkSilentAsync(node, now, cancellation).ConfigureAwait(false);
        await TaintAsync(node, now, cancellation).ConfigureAwait(false);
    }

    /// <summary>Whether the node has renewed its lease or its status since it was last looked at.</summary>
    private Heard Listen(KubeObject node, Heard? last, DateTimeOffset now)
    {
        var renewed = leases.Find(LeaseNamespace, node.Name)?.Spec.String("renewTime");
        var ready = node.Condition("Ready");
        var heartbeat = ready?.String("lastHeartbeatTime");
        var isNews = last is null || renewed is not null && renewed != last.Renewed || heartbeat is not null && heartbeat != last.Heartbeat;
        var since = last is null && ready is null ? node.CreationTimestamp ?? now : now;
        return new Heard(node, renewed, heartbeat, isNews ? since : last!.At);
    }

    private async ValueTask<KubeObject> MarkSilentAsync(KubeObject node, DateTimeOffset now, CancellationToken cancellation)
    {
        var status = NodeSilence.StatusOf(node, now);
        if (status.Equals(node.Status)) return node;
        var marked = Wrote(NodeKind.Resource, await Client.UpdateAsync(NodeKind.Resource, node.WithStatus(status), "status", cancellation).ConfigureAwait(false));
        if (!node.HasCondition("Ready")) return marked;
        await events.NormalAsync(Reference(node), "NodeNotReady", $"Node {node.Name} status is now: NodeNotReady").ConfigureAwait(false);
        foreach (var pod in podsByNode[node.Name].Where(p => p.IsReady()).OrderBy(p => p.Name, StringComparer.Ordinal))
            await MarkNotReadyAsync(pod, now, cancellation).ConfigureAwait(false);
        return marked;
    }

    private async ValueTask MarkNotReadyAsync(KubeObject pod, DateTimeOffset now, CancellationToken cancellation)
    {
        await Client.PatchIfThereAsync(PodKind.Resource, pod, stored => stored.WithStatus(stored.Status.With(
            "conditions", stored.Status.List("conditions").MapEach(c => c.String("type") == "Ready"
                ? c.With("status", "False").With("lastTransitionTime", Timestamps.Format(now))
                : c))), "status", cancellation).ConfigureAwait(false);
        await events.WarningAsync(pod, "NodeNotReady", "Node is not ready").ConfigureAwait(false);
    }

    private async ValueTask TaintAsync(KubeObject node, DateTimeOffset now, CancellationToken cancellation)
    {
        if (NodeTaints.Of(node, now).Equals(node.Spec.List("taints"))) return;
        var tainted = await Client.PatchIfThereAsync(NodeKind.Resource, node, stored =>
        {
            var taints = NodeTaints.Of(stored, now);
            return new KubeObject(stored.Root.With("spec", stored.Spec.WithOrWithout("taints", taints.Count == 0 ? null : taints)));
        }, cancellation: cancellation).ConfigureAwait(false);
        if (tainted is not null) Wrote(NodeKind.Resource, tainted);
    }

    private ValueTask TellAsync(KubeObject node, string reason, string what) =>
        events.NormalAsync(Reference(node), reason, $"Node {node.Name} event: {what}");

    private static KubeObject Reference(KubeObject node) => new(JsonMap.Of(
        ("apiVersion", "v1"), ("kind", "Node"), ("metadata", JsonMap.Of(("name", node.Name), ("uid", node.Uid)))));

    private sealed record Heard(KubeObject Node, string? Renewed, string? Heartbeat, DateTimeOffset At);
}
