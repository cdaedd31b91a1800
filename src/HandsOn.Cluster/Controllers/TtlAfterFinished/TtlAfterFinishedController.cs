using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.TtlAfterFinished;

/// <summary>Deletes Jobs that are over for <c>ttlSecondsAfterFinished</c> (pkg/controller/ttlafterfinished).</summary>
internal sealed class TtlAfterFinishedController : Controller
{
    private readonly Informer jobs;

    public TtlAfterFinishedController(ControllerContext context) : base(context) => jobs = Informer(JobKind.Resource);

    public override string Name => "ttl-after-finished-controller";

    protected override void Watch() => QueueChangesOf(JobKind.Resource);

    protected override async ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (jobs.Find(key) is not { IsTerminating: false } job || job.Spec.Long("ttlSecondsAfterFinished") is not { } seconds) return;
        if ((job.Condition("Complete") ?? job.Condition("Failed")) is not { } end || end.String("status") != "True") return;
        if (Timestamps.Parse(end.String("lastTransitionTime")) is not { } finished) return;
        var left = finished + TimeSpan.FromSeconds(seconds) - Context.Time.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            Queue.AddAfter(key, left);
            return;
        }
        var options = new DeleteOptions { Propagation = Propagation.Foreground, PreconditionUid = job.Uid };
        await Client.DeleteIfThereAsync(JobKind.Resource, key, options, cancellation).ConfigureAwait(false);
    }
}
