using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.EventExpiry;

/// <summary>Lets events go after an hour without a repeat; a real cluster has etcd do it (<c>kube-apiserver --event-ttl</c>).</summary>
internal sealed class EventExpiryController : Controller
{
    private readonly ControllerOptions options;
    private readonly Informer events;

    public EventExpiryController(ControllerContext context) : base(context)
    {
        options = context.Options;
        events = Informer(EventKind.Resource);
    }

    public override string Name => "event-expiry";

    protected override void Watch() => OnChange(EventKind.Resource, (old, next) =>
    {
        if (old is null && next is not null) Queue.AddAfter(next.Key, Left(next));
    });

    protected override async ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (events.Find(key) is not { } item) return;
        var left = Left(item);
        if (left > TimeSpan.Zero) Queue.AddAfter(key, left);
        else await Client.DeleteIfThereAsync(
            EventKind.Resource, key, new DeleteOptions { PreconditionResourceVersion = item.ResourceVersion }, cancellation).ConfigureAwait(false);
    }

    private TimeSpan Left(KubeObject item)
    {
        var written = Timestamps.Parse(item.Root.String("lastTimestamp")) ?? Timestamps.Parse(item.Root.String("series", "lastObservedTime"))
            ?? Timestamps.Parse(item.Root.String("eventTime")) ?? item.CreationTimestamp ?? Context.Time.GetUtcNow();
        return written + options.EventLifetime - Context.Time.GetUtcNow();
    }
}
