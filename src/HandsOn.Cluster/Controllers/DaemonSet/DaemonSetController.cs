using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Controllers.Ownership;
using HandsOn.Cluster.Controllers.Pods;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Controllers.DaemonSet;

/// <summary>Keeps one pod on every node that fits (pkg/controller/daemon/daemon_controller.go).</summary>
internal sealed class DaemonSetController : Controller
{
    private readonly Informer sets;
    private readonly ObjectIndex setsByNamespace;
    private readonly Informer nodes;
    private readonly ObjectIndex podsByController;
    private readonly ObjectIndex orphans;
    private readonly ObjectIndex revisionsByController;
    private readonly EventRecorder events;
    private readonly PodControl pods;
    private readonly Claim claim;
    private readonly DaemonHistory history;

    public DaemonSetController(ControllerContext context) : base(context)
    {
        sets = Informer(DaemonSetKind.Resource);
        setsByNamespace = sets.ByNamespace();
        nodes = Informer(NodeKind.Resource);
        podsByController = Informer(PodKind.Resource).ByController();
        orphans = Informer(PodKind.Resource).Orphans();
        revisionsByController = Informer(ControllerRevisionKind.Resource).ByController();
        events = context.Events.As("daemonset-controller");
        pods = new PodControl(Client, events, pod => Wrote(PodKind.Resource, pod));
        claim = new Claim(Client, DaemonSetKind.Resource, PodKind.Resource, pod => Wrote(PodKind.Resource, pod));
        history = new DaemonHistory(Client, Wrote);
    }

    public override string Name => "daemonset-controller";

    protected override void Watch()
    {
        QueueChangesOf(DaemonSetKind.Resource);
        OnChange(PodKind.Resource, PodChanged);
        OnChange(NodeKind.Resource, NodeChanged);
        OnChange(ControllerRevisionKind.Resource, (old, next) =>
        {
            if (next is null && old!.Controller is { Kind: "DaemonSet" } owner) Queue.Add(new(old.Namespace, owner.Name));
        });
    }

    protected override async ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (sets.Find(key) is not { IsTerminating: false } set) return;
        if (set.Spec.Map("selector").Count == 0)
        {
            await events.WarningAsync(set, "SelectingAll", "This daemon set is selecting all pods. A non-empty selector is required.").ConfigureAwait(false);
            return;
        }
        var selector = LabelSelector.From(set.Spec["selector"] as JsonMap);
        var owned = await claim.ClaimAsync(set, selector, podsByController[set.Uid].Concat(orphans[set.Namespace]), cancellation).ConfigureAwait(false);
        var revisions = revisionsByController[set.Uid].ToList();
        if (await history.CurrentAsync(set, revisions, cancellation).ConfigureAwait(false) is not { } current) return;
        var hash = DaemonHistory.HashOf(current);
        var placed = owned.ToLookup(DaemonPod.TargetNode);
        var places = nodes.Objects.OrderBy(n => n.Name, StringComparer.Ordinal).Select(n => (Node: n, Placement: DaemonPlacement.Of(set, n))).ToList();
        var failure = await ActAsync(set, places, placed, hash, cancellation).ConfigureAwait(false);
        await history.TrimAsync(set, revisions, owned, cancellation).ConfigureAwait(false);
        await UpdateStatusAsync(set, places, placed, hash, cancellation).ConfigureAwait(false);
        if (failure is not null) throw failure;
    }

    private async ValueTask<StatusException?> ActAsync(
        KubeObject set, IReadOnlyList<(KubeObject Node, DaemonPlacement Placement)> places, ILookup<string, KubeObject> placed, string hash, CancellationToken cancellation)
    {
        var plan = DaemonPlan.ForPlacement(places, placed);
        foreach (var pod in plan.Ended) await TellEndedAsync(set, pod).ConfigureAwait(false);
        var failure = await CreateAsync(set, plan.NodesInNeed, hash, cancellation).ConfigureAwait(false);
        IReadOnlyList<KubeObject> replaced = set.Spec.String("updateStrategy", "type") == "OnDelete" || plan.NodesInNeed.Count > 0
            ? []
            : DaemonPlan.ToReplace(set, placed, hash, places.Count(p => p.Placement.ShouldRun), Context.Time.GetUtcNow());
        foreach (var pod in plan.Ended.Concat(plan.ToDelete).Concat(replaced).DistinctBy(p => p.Uid))
        {
            cancellation.ThrowIfCancellationRequested();
            await pods.DeleteAsync(set, pod, cancellation).ConfigureAwait(false);
        }
        return failure;
    }

    private ValueTask<StatusException?> CreateAsync(KubeObject set, IReadOnlyList<string> places, string hash, CancellationToken cancellation)
    {
        var next = -1;
        return SlowStart.RunAsync(places.Count, async () =>
        {
            try
            {
                await pods.CreateAsync(set, DaemonPod.For(set, places[Interlocked.Increment(ref next)], hash), cancellation).ConfigureAwait(false);
            }
            catch (StatusException refused) when (refused.IsNamespaceTerminating())
            {
                // The namespace is going away and the DaemonSet with it.
            }
        }, cancellation);
    }

    private ValueTask TellEndedAsync(KubeObject set, KubeObject pod) => pod.Phase() == "Failed"
        ? events.WarningAsync(set, "FailedDaemonPod", $"Found failed daemon pod {pod.Key} on node {DaemonPod.TargetNode(pod)}, will try to kill it")
        : events.NormalAsync(set, "SucceededDaemonPod", $"Found succeeded daemon pod {pod.Key} on node {DaemonPod.TargetNode(pod)}, will try to delete it");

    private async ValueTask UpdateStatusAsync(
        KubeObject set, IEnumerable<(KubeObject Node, DaemonPlacement Placement)> places, ILookup<string, KubeObject> placed, string hash, CancellationToken cancellation)
    {
        var now = Context.Time.GetUtcNow();
        var status = DaemonStatus.Calculate(set, places, placed, hash, now);
        if (!status.Equals(set.Status))
            Wrote(DaemonSetKind.Resource, await Client.UpdateAsync(DaemonSetKind.Resource, set.WithStatus(status), "status", cancellation).ConfigureAwait(false));
        var minReady = set.Spec.Long("minReadySeconds") ?? 0;
        if (minReady > 0 && PodExtensions.NextAvailability(placed.SelectMany(g => g), minReady, now) is { } next) Queue.AddAfter(set.Key, next);
    }

    private void PodChanged(KubeObject? old, KubeObject? next)
    {
        foreach (var pod in new[] { old, next })
            if (pod?.Controller is { Kind: "DaemonSet" } owner) Queue.Add(new(pod.Namespace, owner.Name));
        if (next is null || next.Controller is not null || next.IsTerminating) return;
        if (old is not null && old.Controller is null && old.Labels.Equals(next.Labels)) return;
        foreach (var set in setsByNamespace[next.Namespace])
            if (LabelSelector.From(set.Spec["selector"] as JsonMap).Matches(next.Labels)) Queue.Add(set.Key);
    }

    private void NodeChanged(KubeObject? old, KubeObject? next)
    {
        var same = old is not null && next is not null && old.Labels.Equals(next.Labels) && JsonValue.DeepEquals(old.Spec["taints"], next.Spec["taints"]);
        if (same) return;
        foreach (var set in sets.Objects) Queue.Add(set.Key);
    }
}
