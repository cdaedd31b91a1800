using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.PodGarbage;

/// <summary>
/// Deletes pods that no kubelet will ever end: those of nodes that are gone, those that were never scheduled and are to go, and
/// the oldest of too many finished ones (pkg/controller/podgc/gc_controller.go).
/// </summary>
internal sealed class PodGarbageCollector : Controller
{
    /// <summary>How long a node must be gone before its pods are.</summary>
    private static readonly TimeSpan Quarantine = TimeSpan.FromSeconds(40);

    /// <summary>The real collector looks at the number of finished pods that often.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(20);

    private static readonly ObjectKey Finished = new("", "");
    private static readonly DeleteOptions AtOnce = new() { GracePeriodSeconds = 0 };

    private readonly ControllerOptions options;
    private readonly Informer pods;
    private readonly Informer nodes;
    private readonly ObjectIndex podsByNode;

    public PodGarbageCollector(ControllerContext context) : base(context)
    {
        options = context.Options;
        pods = Informer(PodKind.Resource);
        nodes = Informer(NodeKind.Resource);
        podsByNode = pods.Index("node", pod => pod.NodeName() is { Length: > 0 } node ? [node] : []);
    }

    public override string Name => "pod-garbage-collector";

    protected override void Watch()
    {
        OnChange(PodKind.Resource, PodChanged);
        OnChange(NodeKind.Resource, (old, next) =>
        {
            if (next is null) Queue.AddAfter(NodeKey(old!.Name), Quarantine);
        });
    }

    protected override ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation) =>
        key == Finished ? DeleteFinishedAsync(cancellation)
        : key.Namespace.Length == 0 ? DeleteOrphansAsync(key.Name, cancellation)
        : DeleteUnscheduledAsync(key, cancellation);

    private async ValueTask DeleteOrphansAsync(string node, CancellationToken cancellation)
    {
        if (Client.Find(NodeKind.Resource, "", node) is not null) return;
        foreach (var pod in podsByNode[node])
            await FailAndDeleteAsync(pod, DisruptionTarget.LostNode, cancellation).ConfigureAwait(false);
    }

    private async ValueTask DeleteUnscheduledAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (pods.Find(key) is { IsTerminating: true } pod && pod.NodeName().Length == 0)
            await FailAndDeleteAsync(pod, null, cancellation).ConfigureAwait(false);
    }

    private async ValueTask DeleteFinishedAsync(CancellationToken cancellation)
    {
        var finished = pods.Objects.Where(p => p.IsTerminal()).OrderBy(p => p.CreationTimestamp).ThenBy(p => p.Name, StringComparer.Ordinal).ToList();
        foreach (var pod in finished.Take(finished.Count - options.FinishedPodThreshold))
            await FailAndDeleteAsync(pod, null, cancellation).ConfigureAwait(false);
    }

    private async ValueTask FailAndDeleteAsync(KubeObject pod, DisruptionTarget? disruption, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!pod.IsTerminal())
        {
            await Client.PatchIfThereAsync(PodKind.Resource, pod, stored => Failed(stored, disruption), "status", cancellation).ConfigureAwait(false);
        }
        await Client.DeleteIfThereAsync(PodKind.Resource, pod.Key, AtOnce, cancellation).ConfigureAwait(false);
    }

    private KubeObject Failed(KubeObject pod, DisruptionTarget? disruption)
    {
        pod = pod.WithStatus(pod.Status.With("phase", "Failed"));
        return disruption?.Mark(pod, Context.Time.GetUtcNow(), Context.Minor) ?? pod;
    }

    private void PodChanged(KubeObject? old, KubeObject? next)
    {
        if (next is null) return;
        var node = next.NodeName();
        if (next.IsTerminating && node.Length == 0) Queue.Add(next.Key);
        if (node.Length > 0 && old?.NodeName() != node && nodes.Find("", node) is null) Queue.AddAfter(NodeKey(node), Quarantine);
        if (next.IsTerminal() && old?.IsTerminal() != true) Queue.AddAfter(Finished, Period);
    }

    private static ObjectKey NodeKey(string node) => new("", node);
}
