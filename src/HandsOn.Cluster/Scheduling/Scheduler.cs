using System.Threading.Channels;
using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Scheduling.Filters;
using HandsOn.Cluster.Scheduling.Preemption;
using HandsOn.Cluster.Scheduling.Queue;
using HandsOn.Cluster.Scheduling.State;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Scheduling;

/// <summary>
/// Gives pods their nodes (pkg/scheduler). One loop owns queue and state: watches tell it what changed, and as long as pods
/// wait it places one after the other. A pod that fits nowhere waits for a change that may help it; nothing is polled.
/// </summary>
internal sealed class Scheduler(ComponentContext context, int minor, string name = Scheduler.DefaultName) : IAsyncDisposable
{
    public const string DefaultName = "default-scheduler";

    private readonly Channel<(KubeObject? Old, KubeObject? New)> changes =
        Channel.CreateUnbounded<(KubeObject?, KubeObject?)>(new() { SingleReader = true });
    private readonly ClusterState state = new();
    private readonly SchedulingQueue queue = new();
    private readonly NodeSelection selection = NodeSelection.Default(minor);
    private readonly PreemptionSearch preemption = new(NodeSelection.Default(minor));
    private readonly Eviction eviction = new(context, minor);
    private readonly SchedulingOutcome outcome = new(context, minor);
    private readonly List<IDisposable> subscriptions = [];
    private Task loop = Task.CompletedTask;

    /// <summary>Begins to watch and to place pods.</summary>
    public void Start()
    {
        foreach (var resource in (GroupResource[])[NodeKind.Resource, PodKind.Resource])
            subscriptions.Add(context.Informers.For(resource).OnChange((old, next) => changes.Writer.TryWrite((old, next))));
        loop = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in subscriptions) subscription.Dispose();
        changes.Writer.TryComplete();
        await loop.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (await changes.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            do
            {
                while (changes.Reader.TryRead(out var change)) Apply(change.Old, change.New);
            }
            while (await PlaceNextAsync().ConfigureAwait(false));
        }
    }

    private void Apply(KubeObject? old, KubeObject? next)
    {
        if ((next ?? old)!.Kind == "Node") NodeChanged(old, next);
        else if (next is null || next.IsTerminal()) PodGone((next ?? old)!);
        else if (next.Spec.String("nodeName") is { Length: > 0 } node) PodPlaced(next, node);
        else if (Waits(next)) PodWaits(old, next);
        else queue.Remove(next.Key);
    }

    private void NodeChanged(KubeObject? old, KubeObject? next)
    {
        if (next is null)
        {
            state.RemoveNode(old!.Name);
            return;
        }
        state.SetNode(next);
        if (old is not null && next.Spec.Equals(old.Spec) && next.Labels.Equals(old.Labels)
            && next.Status.Map("allocatable").Equals(old.Status.Map("allocatable"))) return;
        queue.Happened(ClusterChange.Node);
    }

    private void PodGone(KubeObject pod)
    {
        queue.Remove(pod.Key);
        if (state.Remove(pod.Key)) queue.Happened(ClusterChange.PodGone);
    }

    private void PodPlaced(KubeObject pod, string node)
    {
        queue.Remove(pod.Key);
        if (state.Placed(pod.Key) is { } known && IsSame(known.Pod, pod)) return;
        state.Place(new PodInfo(pod, LabelsOfNamespace), node);
        queue.Happened(ClusterChange.PodPlacedOrRelabelled | ClusterChange.PodGone);
    }

    private void PodWaits(KubeObject? old, KubeObject pod)
    {
        // The scheduler's own status writes must not bring a refused pod back.
        if (old is not null && Waits(old) && old.Spec.Equals(pod.Spec) && old.Labels.Equals(pod.Labels)) return;
        queue.Add(new PodInfo(pod, LabelsOfNamespace));
    }

    private async ValueTask<bool> PlaceNextAsync()
    {
        if (queue.Take() is not { } pod) return false;
        if (state.Nodes.Count == 0)
        {
            queue.Refuse(pod, ClusterChange.Node);
            await outcome.RefusedAsync(pod.Pod, FitError.NoNodes).ConfigureAwait(false);
            return true;
        }
        var result = selection.Select(pod, state);
        if (result.Node is { } node)
        {
            state.Place(pod, node.Name);
            if (!await BindAsync(pod, node.Name).ConfigureAwait(false)) state.Remove(pod.Key);
            return true;
        }
        queue.Refuse(pod, result.Hints);
        await PreemptAsync(pod, result).ConfigureAwait(false);
        return true;
    }

    private async ValueTask PreemptAsync(PodInfo pod, SelectionResult result)
    {
        var found = preemption.Find(pod, state, result.Refusals);
        foreach (var victim in found.Victims ?? [])
            await eviction.EvictAsync(victim.Pod, pod.Pod, found.Node!).ConfigureAwait(false);
        await outcome.RefusedAsync(pod.Pod, FitError.Describe(state.Nodes.Count, result.Refusals, found.Message, minor), found.Node).ConfigureAwait(false);
    }

    private async ValueTask<bool> BindAsync(PodInfo pod, string node)
    {
        try
        {
            await outcome.PlacedAsync(pod.Pod, node).ConfigureAwait(false);
            queue.Remove(pod.Key);
            return true;
        }
        catch (StatusException refused)
        {
            // Gone or already placed pods are told by the watch; others get another try when the cluster changes.
            if (refused.Code is 404 or 409) queue.Remove(pod.Key);
            else queue.Refuse(pod, ClusterChange.Node | ClusterChange.PodGone);
            return false;
        }
    }

    private bool Waits(KubeObject pod) =>
        !pod.IsTerminating && (pod.Spec.String("nodeName") ?? "").Length == 0
        && (pod.Spec.String("schedulerName") ?? DefaultName) == name && pod.Spec.List("schedulingGates").Count == 0;

    private JsonMap LabelsOfNamespace(string name) => context.Informers.For(NamespaceKind.Resource).Find("", name)?.Labels ?? JsonMap.Empty;


    /// <summary>Whether two versions of a pod are the same to its neighbours; what does not change is shared between versions.</summary>
    private static bool IsSame(KubeObject known, KubeObject pod) =>
        known.Uid == pod.Uid && known.Labels.Equals(pod.Labels) && known.Spec.List("containers").Equals(pod.Spec.List("containers"));
}
