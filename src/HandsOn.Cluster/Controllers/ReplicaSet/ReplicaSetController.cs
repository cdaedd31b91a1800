using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Controllers.Ownership;
using HandsOn.Cluster.Controllers.Pods;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Controllers.ReplicaSet;

/// <summary>Keeps as many pods as a ReplicaSet asks for (pkg/controller/replicaset/replica_set.go).</summary>
internal sealed class ReplicaSetController : Controller
{
    /// <summary>How many pods one reconcile creates or deletes at most.</summary>
    private const int Burst = 500;

    private readonly Informer sets;
    private readonly ObjectIndex setsByNamespace;
    private readonly ObjectIndex setsByController;
    private readonly ObjectIndex podsByController;
    private readonly ObjectIndex orphans;
    private readonly PodControl pods;
    private readonly Claim claim;

    public ReplicaSetController(ControllerContext context) : base(context)
    {
        sets = Informer(ReplicaSetKind.Resource);
        setsByNamespace = sets.ByNamespace();
        setsByController = sets.ByController();
        podsByController = Informer(PodKind.Resource).ByController();
        orphans = Informer(PodKind.Resource).Orphans();
        pods = new PodControl(Client, context.Events.As("replicaset-controller"), Noted);
        claim = new Claim(Client, ReplicaSetKind.Resource, PodKind.Resource, Noted);
        KubeObject Noted(KubeObject pod) => Wrote(PodKind.Resource, pod);
    }

    public override string Name => "replicaset-controller";

    protected override void Watch()
    {
        QueueChangesOf(ReplicaSetKind.Resource);
        OnChange(PodKind.Resource, PodChanged);
    }

    protected override async ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (sets.Find(key) is not { } set) return;
        var selector = LabelSelector.From(set.Spec["selector"] as JsonMap);
        var owned = podsByController[set.Uid].ToList();
        var active = await claim.ClaimAsync(
            set, selector, owned.Concat(orphans[set.Namespace]).Where(p => p.IsActive()), cancellation).ConfigureAwait(false);
        var terminating = owned.Count(p => p.IsTerminating && !p.IsTerminal() && selector.Matches(p.Labels));
        var failure = set.IsTerminating ? null : await ScaleAsync(set, active, cancellation).ConfigureAwait(false);
        var now = Context.Time.GetUtcNow();
        var status = ReplicaSetStatus.Calculate(set, active, Context.Minor >= SinceMinor.TerminatingReplicas ? terminating : null, failure, now);
        if (!status.Equals(set.Status))
            Wrote(ReplicaSetKind.Resource, await Client.UpdateAsync(ReplicaSetKind.Resource, set.WithStatus(status), "status", cancellation).ConfigureAwait(false));
        if (failure is not null) throw failure;
        var minReady = set.Spec.Long("minReadySeconds") ?? 0;
        if (minReady > 0 && PodExtensions.NextAvailability(active, minReady, now) is { } next) Queue.AddAfter(key, next);
    }

    private async ValueTask<StatusException?> ScaleAsync(KubeObject set, IReadOnlyList<KubeObject> active, CancellationToken cancellation)
    {
        var missing = (int)(set.Spec.Long("replicas") ?? 1) - active.Count;
        if (missing > 0)
            return await SlowStart.RunAsync(Math.Min(missing, Burst), () => CreateAsync(set, cancellation), cancellation).ConfigureAwait(false);
        StatusException? failure = null;
        foreach (var pod in PodRanking.ToDelete(active, Related(set), Math.Min(-missing, Burst), Context.Time.GetUtcNow()))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                await pods.DeleteAsync(set, pod, cancellation).ConfigureAwait(false);
            }
            catch (StatusException refused)
            {
                failure ??= refused;
            }
        }
        return failure;
    }

    private async ValueTask CreateAsync(KubeObject set, CancellationToken cancellation)
    {
        try
        {
            await pods.CreateAsync(set, PodTemplate.Instantiate(set), cancellation).ConfigureAwait(false);
        }
        catch (StatusException refused) when (refused.IsNamespaceTerminating())
        {
            // Every further creation would be refused too, and nobody waits for these pods.
        }
    }

    /// <summary>The pods of all ReplicaSets of the same owner: of two on one node the one goes first.</summary>
    private IEnumerable<KubeObject> Related(KubeObject set) =>
        set.Controller is { } owner
            ? setsByController[owner.Uid].SelectMany(sibling => podsByController[sibling.Uid])
            : podsByController[set.Uid];

    private void PodChanged(KubeObject? old, KubeObject? next)
    {
        QueueOwner(old);
        QueueOwner(next);
        if (next is null || next.Controller is not null || next.IsTerminating) return;
        if (old is not null && old.Controller is null && old.Labels.Equals(next.Labels)) return;
        foreach (var set in setsByNamespace[next.Namespace])
            if (LabelSelector.From(set.Spec["selector"] as JsonMap).Matches(next.Labels)) Queue.Add(set.Key);
    }

    private void QueueOwner(KubeObject? pod)
    {
        if (pod?.Controller is { Kind: "ReplicaSet" } owner) Queue.Add(new(pod.Namespace, owner.Name));
    }
}
