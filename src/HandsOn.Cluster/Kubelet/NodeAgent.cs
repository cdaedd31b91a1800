using System.Collections.Concurrent;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Kubelet;

/// <summary>The kubelet of one simulated node: registers it, runs its pods, tells how they are (pkg/kubelet).</summary>
internal sealed class NodeAgent : IAsyncDisposable
{
    private readonly KubeletContext context;
    private readonly ConcurrentDictionary<string, PodWorker> workers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ObjectKey, PodWorker> statics = [];
    private readonly List<IDisposable> subscriptions = [];
    private readonly ProbeClient client;
    private readonly PodServices services;
    private readonly NodeRegistration registration;
    private volatile bool stopped;

    public NodeAgent(KubeletContext context, NodeSettings settings)
    {
        this.context = context;
        Settings = settings;
        client = new ProbeClient(context.Networks, context.Minor);
        var hooks = new LifecycleHooks(context, client);
        services = new PodServices(
            context, settings, new PodSandboxes(context, settings),
            new ContainerStarter(context, new ImagePuller(context, Images, settings.Stages)),
            new PodTermination(context, hooks), new PodStatusWriter(context), new Prober(client, context.Time), hooks,
            new MirrorPods(context, settings));
        registration = new NodeRegistration(context, settings, Images);
        Api = new KubeletApi(Find);
    }

    public NodeSettings Settings { get; }

    /// <summary>The images that the node has; those put here before a pod asks are "already present on machine".</summary>
    public NodeImages Images { get; } = new();

    /// <summary>Logs, exec and port-forward.</summary>
    public KubeletApi Api { get; }

    /// <summary>Registers the node and begins to run its pods.</summary>
    public async ValueTask StartAsync()
    {
        await registration.RegisterAsync().ConfigureAwait(false);
        subscriptions.Add(context.Informers.For(ConfigMapKind.Resource).OnChange(ObjectChanged));
        subscriptions.Add(context.Informers.For(SecretKind.Resource).OnChange(ObjectChanged));
        subscriptions.Add(context.Informers.For(PodKind.Resource).OnChange(PodChanged));
    }

    /// <summary>
    /// Runs a pod that the node has a manifest of (as in <c>/etc/kubernetes/manifests</c>), under the manifest's name and the
    /// node's. The API shows a mirror of it.
    /// </summary>
    public void RunStaticPod(KubeObject manifest)
    {
        var pod = StaticPod.Complete(manifest, context, Settings);
        var worker = new PodWorker(services, pod, _ => { }, isStatic: true);
        if (statics.TryAdd(pod.Key, worker)) worker.Poke();
    }

    /// <summary>The state of a pod that this node runs, or null.</summary>
    public PodState? Find(KubeObject pod) =>
        (StaticPod.IsMirror(pod) ? statics.GetValueOrDefault(pod.Key) : workers.GetValueOrDefault(pod.Uid))?.State;

    public ValueTask DisposeAsync()
    {
        stopped = true;
        foreach (var subscription in subscriptions) subscription.Dispose();
        registration.Dispose();
        foreach (var worker in workers.Values.Concat(statics.Values)) worker.Dispose();
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private void PodChanged(KubeObject? old, KubeObject? next)
    {
        var pod = (next ?? old)!;
        if (stopped || pod.Spec.String("nodeName") != Settings.Name) return;
        if (StaticPod.IsMirror(pod)) MirrorChanged(pod, next);
        else if (next is null)
        {
            if (workers.TryGetValue(pod.Uid, out var gone)) gone.Update(null);
        }
        else if (workers.TryGetValue(pod.Uid, out var worker)) worker.Update(next);
        else if (next.Status.String("phase") is PodPhase.Succeeded or PodPhase.Failed) Finished(next);
        else Begin(next);
    }

    private void MirrorChanged(KubeObject pod, KubeObject? next)
    {
        if (statics.TryGetValue(pod.Key, out var worker)) worker.Update(next);
        else if (next is not null) _ = services.Mirrors.DeleteAsync(next).AsTask();
    }

    private void Begin(KubeObject pod)
    {
        var worker = new PodWorker(services, pod, over => workers.TryRemove(over.State.Pod.Uid, out _));
        workers[pod.Uid] = worker;
        worker.Poke();
    }

    /// <summary>A pod that was over before this kubelet saw it has nothing left to stop.</summary>
    private void Finished(KubeObject pod)
    {
        if (pod.IsTerminating) _ = services.Statuses.DeleteAsync(new PodState(pod, Settings)).AsTask();
    }

    private void ObjectChanged(KubeObject? old, KubeObject? next)
    {
        if (next is null || stopped) return;
        foreach (var worker in workers.Values.Concat(statics.Values))
            if (worker.AwaitsObjects && worker.State.Pod.Namespace == next.Namespace) worker.Poke();
    }
}
