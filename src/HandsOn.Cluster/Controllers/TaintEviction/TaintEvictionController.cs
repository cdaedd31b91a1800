using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Controllers.TaintEviction;

/// <summary>Deletes pods from nodes whose NoExecute taints they do not tolerate, or no longer (pkg/controller/tainteviction).</summary>
internal sealed class TaintEvictionController : Controller
{
    private readonly Informer nodes;
    private readonly Informer pods;
    private readonly ObjectIndex podsByNode;
    private readonly EventRecorder events;

    public TaintEvictionController(ControllerContext context) : base(context)
    {
        nodes = Informer(NodeKind.Resource);
        pods = Informer(PodKind.Resource);
        podsByNode = pods.Index("node", pod => pod.NodeName() is { Length: > 0 } node ? [node] : []);
        events = context.Events.As(context.Minor >= SinceMinor.SeparateTaintEvictionController ? "taint-eviction-controller" : "taint-controller");
    }

    public override string Name => "taint-eviction-controller";

    protected override void Watch()
    {
        OnChange(NodeKind.Resource, (old, next) =>
        {
            if (next is null || JsonValue.DeepEquals(old?.Spec["taints"], next.Spec["taints"])) return;
            foreach (var pod in podsByNode[next.Name]) Queue.Add(pod.Key);
        });
        OnChange(PodKind.Resource, (old, next) =>
        {
            if (next is null || next.NodeName().Length == 0) return;
            if (old?.NodeName() != next.NodeName() || !JsonValue.DeepEquals(old.Spec["tolerations"], next.Spec["tolerations"])) Queue.Add(next.Key);
        });
    }

    protected override async ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (pods.Find(key) is not { IsTerminating: false } pod || nodes.Find("", pod.NodeName()) is not { } node) return;
        var taints = node.Spec.List("taints").Maps().Where(t => t.String("effect") == Taint.NoExecute).ToList();
        if (taints.Count == 0 || DueAt(pod, taints) is not { } due) return;
        var left = due - Context.Time.GetUtcNow();
        if (left > TimeSpan.Zero) Queue.AddAfter(key, left);
        else await EvictAsync(pod, cancellation).ConfigureAwait(false);
    }

    /// <summary>When the pod has to go; null where it may stay forever.</summary>
    private DateTimeOffset? DueAt(KubeObject pod, IReadOnlyList<JsonMap> taints)
    {
        var tolerations = pod.Spec.List("tolerations").Maps().ToList();
        var since = taints.Select(t => Timestamps.Parse(t.String("timeAdded"))).Min() ?? Context.Time.GetUtcNow();
        long? least = null;
        foreach (var taint in taints.Select(Taint.From))
        {
            var tolerated = tolerations.FirstOrDefault(t => Toleration.From(t).Tolerates(taint));
            if (tolerated is null) return since;
            if (tolerated.Long("tolerationSeconds") is { } seconds && (least is null || seconds < least)) least = Math.Max(0, seconds);
        }
        return least is null ? null : since + TimeSpan.FromSeconds(least.Value);
    }

    private async ValueTask EvictAsync(KubeObject pod, CancellationToken cancellation)
    {
        var reference = new KubeObject(JsonMap.Of(
            ("apiVersion", "v1"), ("kind", "Pod"), ("metadata", JsonMap.Of(("name", pod.Name), ("namespace", pod.Namespace)))));
        await events.NormalAsync(reference, "TaintManagerEviction", $"Marking for deletion Pod {pod.Key}").ConfigureAwait(false);
        if (Context.Minor >= SinceMinor.PodDisruptionConditions)
            await Client.PatchIfThereAsync(
                PodKind.Resource, pod, stored => DisruptionTarget.Taint.Mark(stored, Context.Time.GetUtcNow(), Context.Minor), "status", cancellation)
                .ConfigureAwait(false);
        await Client.DeleteIfThereAsync(PodKind.Resource, pod.Key, cancellation: cancellation).ConfigureAwait(false);
    }
}
