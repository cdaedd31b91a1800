using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Controllers.Ownership;
using HandsOn.Cluster.Controllers.Pods;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Controllers.Job;

/// <summary>
/// Runs pods until enough of them have succeeded (pkg/controller/job/job_controller.go). Of the completion modes it knows
/// NonIndexed.
/// </summary>
internal sealed class JobController : Controller
{
    private readonly Informer jobs;
    private readonly ObjectIndex podsByController;
    private readonly ObjectIndex podsByJobName;
    private readonly ObjectIndex orphans;
    private readonly EventRecorder events;
    private readonly PodControl control;
    private readonly Claim claim;

    public JobController(ControllerContext context) : base(context)
    {
        jobs = Informer(JobKind.Resource);
        var pods = Informer(PodKind.Resource);
        podsByController = pods.ByController();
        podsByJobName = pods.Index("job", pod => pod.Controller is { Kind: "Job" } owner ? [new ObjectKey(pod.Namespace, owner.Name).ToString()] : []);
        orphans = pods.Orphans();
        events = context.Events.As("job-controller");
        control = new PodControl(Client, events, pod => Wrote(PodKind.Resource, pod));
        claim = new Claim(Client, JobKind.Resource, PodKind.Resource, pod => Wrote(PodKind.Resource, pod));
    }

    public override string Name => "job-controller";

    protected override void Watch()
    {
        QueueChangesOf(JobKind.Resource);
        OnChange(PodKind.Resource, (old, next) =>
        {
            foreach (var pod in new[] { old, next })
                if (pod?.Controller is { Kind: "Job" } owner) Queue.Add(new(pod.Namespace, owner.Name));
        });
    }

    protected override async ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        var job = jobs.Find(key);
        await ReleaseOrphansAsync(key, job, cancellation).ConfigureAwait(false);
        if (job is null || job.IsFinished()) return;
        var selector = LabelSelector.From(job.Spec["selector"] as JsonMap);
        var pods = await claim.ClaimAsync(job, selector, podsByController[job.Uid].Concat(orphans[job.Namespace]), cancellation).ConfigureAwait(false);
        var sync = new JobSync(job, new JobPods(job, pods), Client, control, events, Context.Time.GetUtcNow(), Wrote, cancellation);
        await sync.RunAsync().ConfigureAwait(false);
        if (sync.Again is { } again) Queue.AddAfter(key, again);
    }

    /// <summary>Pods whose Job is gone or over wait for nobody to count them.</summary>
    private async ValueTask ReleaseOrphansAsync(ObjectKey key, KubeObject? job, CancellationToken cancellation)
    {
        foreach (var pod in podsByJobName[key.ToString()])
        {
            if (!JobPods.IsTracked(pod) || job is not null && pod.Controller?.Uid == job.Uid && !job.IsFinished()) continue;
            if (job is null && Client.Find(JobKind.Resource, key.Namespace, key.Name) is { } stored && stored.Uid == pod.Controller?.Uid) continue;
            await Client.PatchIfThereAsync(PodKind.Resource, pod, JobPods.WithoutFinalizer, cancellation: cancellation).ConfigureAwait(false);
        }
    }
}
