using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Controllers.Ownership;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Controllers.Deployment;

/// <summary>Rolls Deployments out through ReplicaSets (pkg/controller/deployment/deployment_controller.go).</summary>
internal sealed class DeploymentController : Controller
{
    private readonly Informer deployments;
    private readonly ObjectIndex deploymentsByNamespace;
    private readonly Informer sets;
    private readonly ObjectIndex setsByController;
    private readonly ObjectIndex orphans;
    private readonly ObjectIndex podsByController;
    private readonly EventRecorder events;
    private readonly Claim claim;

    public DeploymentController(ControllerContext context) : base(context)
    {
        deployments = Informer(DeploymentKind.Resource);
        deploymentsByNamespace = deployments.ByNamespace();
        sets = Informer(ReplicaSetKind.Resource);
        setsByController = sets.ByController();
        orphans = sets.Orphans();
        podsByController = Informer(PodKind.Resource).ByController();
        events = context.Events.As("deployment-controller");
        claim = new Claim(Client, DeploymentKind.Resource, ReplicaSetKind.Resource, set => Wrote(ReplicaSetKind.Resource, set));
    }

    public override string Name => "deployment-controller";

    protected override void Watch()
    {
        QueueChangesOf(DeploymentKind.Resource);
        OnChange(ReplicaSetKind.Resource, SetChanged);
        OnChange(PodKind.Resource, PodChanged);
    }

    protected override async ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (deployments.Find(key) is not { } deployment) return;
        if (deployment.Spec.Map("selector").Count == 0)
        {
            await events.WarningAsync(
                deployment, "SelectingAll", "This deployment is selecting all pods. A non-empty selector is required.").ConfigureAwait(false);
            return;
        }
        var owned = await claim.ClaimAsync(
            deployment, Selector(deployment), setsByController[deployment.Uid].Concat(orphans[deployment.Namespace]), cancellation).ConfigureAwait(false);
        var rollout = new Rollout(deployment, owned, Client, events, Context.Time, Wrote, cancellation);
        if (deployment.IsTerminating)
        {
            await UpdateStatusAsync(rollout, rollout.Sets, judge: false).ConfigureAwait(false);
            return;
        }
        await NotePauseAsync(rollout).ConfigureAwait(false);
        await NewReplicaSet.SyncRevisionAsync(rollout).ConfigureAwait(false);
        if (deployment.IsPaused() || WasScaled(rollout)) await ScaleAsync(rollout).ConfigureAwait(false);
        else await RollOutAsync(rollout).ConfigureAwait(false);
    }

    private async ValueTask ScaleAsync(Rollout rollout)
    {
        var before = rollout.Sets;
        await Scaling.ScaleAllAsync(rollout).ConfigureAwait(false);
        if (rollout.Deployment.IsPaused()) await HistoryLimit.EnforceAsync(rollout).ConfigureAwait(false);
        await UpdateStatusAsync(rollout, before, judge: false).ConfigureAwait(false);
    }

    private async ValueTask RollOutAsync(Rollout rollout)
    {
        var before = rollout.Sets;
        var settled = rollout.Deployment.IsRolling()
            ? !await RollingUpdate.StepAsync(rollout).ConfigureAwait(false)
            : await Recreate.StepAsync(rollout, set => podsByController[set.Uid]).ConfigureAwait(false);
        if (settled && DeploymentStatus.IsComplete(rollout.Deployment, rollout.Deployment.Status))
            await HistoryLimit.EnforceAsync(rollout).ConfigureAwait(false);
        // What was scaled just now counts with the next reconcile; a ReplicaSet that was made counts at once.
        var counted = before.New is null ? rollout.Sets : before;
        await UpdateStatusAsync(rollout, counted, judge: true).ConfigureAwait(false);
    }

    private async ValueTask UpdateStatusAsync(Rollout rollout, SetList sets, bool judge)
    {
        var (deployment, now) = (rollout.Deployment, rollout.Now);
        var status = DeploymentStatus.Calculate(deployment, sets, rollout.Minor, now);
        if (judge) status = Progress.Judge(deployment, sets, status, now);
        if (!status.Equals(deployment.Status)) await rollout.UpdateStatusAsync(status).ConfigureAwait(false);
        else if (judge && Progress.NextCheck(deployment, status, now) is { } next) Queue.AddAfter(deployment.Key, next);
    }

    /// <summary>A pause must not count against the progress deadline, so its begin and end are noted as conditions.</summary>
    private static async ValueTask NotePauseAsync(Rollout rollout)
    {
        var deployment = rollout.Deployment;
        var reason = deployment.Condition("Progressing")?.String("reason");
        if (!deployment.HasProgressDeadline() || reason == "ProgressDeadlineExceeded") return;
        if (deployment.IsPaused() && reason != "DeploymentPaused")
            await rollout.SetConditionAsync(Conditions.Make("Progressing", "Unknown", "DeploymentPaused", "Deployment is paused", rollout.Now)).ConfigureAwait(false);
        if (!deployment.IsPaused() && reason == "DeploymentPaused")
            await rollout.SetConditionAsync(Conditions.Make("Progressing", "Unknown", "DeploymentResumed", "Deployment is resumed", rollout.Now)).ConfigureAwait(false);
    }

    private static bool WasScaled(Rollout rollout) => SetList.Active(rollout.Sets.All)
        .Any(s => Revisions.DesiredReplicasOf(s) is { } desired && desired != rollout.Deployment.Replicas());

    private static LabelSelector Selector(KubeObject deployment) => LabelSelector.From(deployment.Spec["selector"] as JsonMap);

    private void SetChanged(KubeObject? old, KubeObject? next)
    {
        QueueOwner(old);
        QueueOwner(next);
        if (next is null || next.Controller is not null) return;
        if (old is not null && old.Controller is null && old.Labels.Equals(next.Labels)) return;
        foreach (var deployment in deploymentsByNamespace[next.Namespace])
            if (Selector(deployment).Matches(next.Labels)) Queue.Add(deployment.Key);
    }

    /// <summary>A Deployment with strategy Recreate goes on when its last old pod has gone.</summary>
    private void PodChanged(KubeObject? old, KubeObject? next)
    {
        if (next is null && old?.Controller is { Kind: "ReplicaSet" } set) QueueOwner(sets.Find(old.Namespace, set.Name));
    }

    private void QueueOwner(KubeObject? set)
    {
        if (set?.Controller is { Kind: "Deployment" } owner) Queue.Add(new(set.Namespace, owner.Name));
    }
}
