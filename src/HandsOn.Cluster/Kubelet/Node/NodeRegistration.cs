using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Kubelet;

/// <summary>
/// Registers a node and keeps it alive: the Lease every 10 seconds, the status when something changed or every 5 minutes
/// (pkg/kubelet/kubelet_node_status.go; staging/src/k8s.io/component-helpers/apimachinery/lease).
/// </summary>
internal sealed class NodeRegistration(KubeletContext context, NodeSettings node, NodeImages images) : IDisposable
{
    public const string LeaseNamespace = "kube-node-lease";

    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMinutes(5);
    private const int LeaseSeconds = 40;

    private ITimer? timer;
    private DateTimeOffset reported;
    private int imagesReported;

    /// <summary>The node as it was stored last.</summary>
    public KubeObject? Stored { get; private set; }

    public async ValueTask RegisterAsync()
    {
        await RegisterNodeAsync().ConfigureAwait(false);
        await RenewAsync().ConfigureAwait(false);
        await TellAsync().ConfigureAwait(false);
        timer = context.Time.CreateTimer(_ => _ = HeartbeatAsync(), null, RenewEvery, RenewEvery);
    }

    public void Dispose() => timer?.Dispose();

    private async Task HeartbeatAsync()
    {
        try
        {
            await RenewAsync().ConfigureAwait(false);
            if (context.Now - reported >= ReportEvery || images.All.Count() != imagesReported) await ReportAsync().ConfigureAwait(false);
        }
        catch (StatusException refused)
        {
            context.Log.Warning("kubelet", $"The heartbeat of node {node.Name} was refused; the next one tries again.", refused);
        }
    }

    private async ValueTask RegisterNodeAsync()
    {
        try
        {
            Stored = await context.Client.CreateAsync(NodeKind.Resource, NodeObject.Initial(node, images, context.Now, context.Minor)).ConfigureAwait(false);
        }
        catch (StatusException exists) when (exists.Reason == "AlreadyExists")
        {
            var labels = NodeObject.Labels(node);
            Stored = await context.Client.PatchAsync(NodeKind.Resource, "", node.Name, current =>
            {
                var merged = current.Labels;
                foreach (var (key, value) in labels.Strings()) merged = merged.With(key, value);
                return current.SetIn(merged, "metadata", "labels");
            }).ConfigureAwait(false);
        }
        await ReportAsync().ConfigureAwait(false);
    }

    private async ValueTask ReportAsync()
    {
        reported = context.Now;
        imagesReported = images.All.Count();
        Stored = await context.Client.PatchAsync(
            NodeKind.Resource, "", node.Name,
            current => current.WithStatus(NodeObject.Status(node, images, current.Status, context.Now, context.Minor)), "status").ConfigureAwait(false);
    }

    private async ValueTask RenewAsync()
    {
        var now = Timestamps.FormatMicro(context.Now);
        if (context.Client.Find(LeaseKind.Resource, LeaseNamespace, node.Name) is not null)
        {
            await context.Client.PatchAsync(
                LeaseKind.Resource, LeaseNamespace, node.Name, lease => lease.SetIn(now, "spec", "renewTime")).ConfigureAwait(false);
            return;
        }
        var owner = new OwnerReference("v1", "Node", node.Name, Stored?.Uid ?? "", Controller: false, BlockOwnerDeletion: false);
        await context.Client.CreateAsync(LeaseKind.Resource, new KubeObject(JsonMap.Of(
            ("apiVersion", "coordination.k8s.io/v1"), ("kind", "Lease"),
            ("metadata", JsonMap.Of(("name", node.Name), ("namespace", LeaseNamespace), ("ownerReferences", JsonList.Of(owner.ToJson())))),
            ("spec", JsonMap.Of(("holderIdentity", node.Name), ("leaseDurationSeconds", LeaseSeconds), ("renewTime", now)))))).ConfigureAwait(false);
    }

    /// <summary>The events of a node that comes up. They name the node as its own UID, as a kubelet does that does not know the object yet.</summary>
    private async ValueTask TellAsync()
    {
        var about = new KubeObject(JsonMap.Of(("kind", "Node"), ("metadata", JsonMap.Of(("name", node.Name), ("uid", node.Name)))));
        await context.Events.NormalAsync(about, "Starting", "Starting kubelet.").ConfigureAwait(false);
        foreach (var status in (string[])["NodeHasSufficientMemory", "NodeHasNoDiskPressure", "NodeHasSufficientPID"])
            await context.Events.NormalAsync(about, status, $"Node {node.Name} status is now: {status}").ConfigureAwait(false);
        await context.Events.NormalAsync(about, "NodeAllocatableEnforced", "Updated Node Allocatable limit across pods").ConfigureAwait(false);
        await context.Events.NormalAsync(about, "NodeReady", $"Node {node.Name} status is now: NodeReady").ConfigureAwait(false);
    }
}
