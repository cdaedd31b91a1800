using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Deployment;

/// <summary>One reconcile of one Deployment: the Deployment and its ReplicaSets as this reconcile's own writes have left them.</summary>
internal sealed class Rollout(
    KubeObject deployment, IEnumerable<KubeObject> sets, ApiClient client, EventRecorder events, TimeProvider time,
    Func<GroupResource, KubeObject, KubeObject> wrote, CancellationToken cancellation)
{
    public KubeObject Deployment { get; private set; } = deployment;

    public SetList Sets { get; private set; } = new(deployment, sets);

    public ApiClient Client => client;

    public EventRecorder Events => events;

    public int Minor => client.Server.Catalog.Minor;

    public DateTimeOffset Now => time.GetUtcNow();

    public CancellationToken Cancellation => cancellation;

    public async ValueTask UpdateStatusAsync(JsonMap status, JsonMap? annotations = null)
    {
        var changed = Deployment.WithStatus(status);
        if (annotations is not null) changed = changed.SetIn(annotations, "metadata", "annotations");
        Deployment = wrote(DeploymentKind.Resource,
            await client.UpdateAsync(DeploymentKind.Resource, changed, "status", cancellation).ConfigureAwait(false));
    }

    public ValueTask SetConditionAsync(JsonMap condition, JsonMap? annotations = null) => UpdateStatusAsync(
        Deployment.Status.With("conditions", Conditions.Set(Deployment.Status.List("conditions"), condition)), annotations);

    public async ValueTask<KubeObject> CreateSetAsync(KubeObject set)
    {
        var created = wrote(ReplicaSetKind.Resource, await client.CreateAsync(ReplicaSetKind.Resource, set, cancellation).ConfigureAwait(false));
        Take(created);
        return created;
    }

    public async ValueTask<KubeObject> UpdateSetAsync(KubeObject set)
    {
        var updated = wrote(ReplicaSetKind.Resource,
            await client.UpdateAsync(ReplicaSetKind.Resource, set, cancellation: cancellation).ConfigureAwait(false));
        Take(updated);
        return updated;
    }

    /// <summary>Counts a ReplicaSet among those of the Deployment, in the place of an older copy.</summary>
    public void Take(KubeObject set) => Sets = new SetList(Deployment, Sets.All.Where(s => s.Uid != set.Uid).Append(set));
}
