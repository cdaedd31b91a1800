using System.Globalization;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Controllers;
using HandsOn.Cluster.Scheduling;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Versions;
using HandsOn.Workloads.Catalog;
using HandsOn.Workloads.Containers;

namespace HandsOn.Cluster.Hosting;

/// <summary>
/// The scheduler and the controller manager as what they are in a real cluster: the programs of two static pods. While the
/// container does not run, nothing is scheduled and nothing heals.
/// </summary>
internal sealed class ControlPlaneComponents(
    Func<ControlPlane> controlPlane, TimeProvider time, IRandomSource random, IClusterLog log) : IAsyncDisposable
{
    private const long ImageSize = 60_000_000;

    private readonly Lock gate = new();
    private readonly List<Component> running = [];
    private bool closed;

    /// <summary>Puts the programs behind the images of a release.</summary>
    public void MapTo(ImageCatalog images, KubernetesRelease release)
    {
        Map(images, release, "kube-scheduler", StartScheduler);
        Map(images, release, "kube-controller-manager", StartControllers);
    }

    public async ValueTask DisposeAsync()
    {
        Component[] left;
        lock (gate)
        {
            closed = true;
            left = [.. running];
        }
        foreach (var component in left) await component.DisposeAsync().ConfigureAwait(false);
    }

    private void Map(ImageCatalog images, KubernetesRelease release, string name, Func<IAsyncDisposable> start) => images.Map(release.Image(name), new ContainerImage
    {
        Program = () => new ComponentProgram(name, () => Begin(start)),
        Entrypoint = [$"/usr/local/bin/{name}"],
        Size = ImageSize,
    });

    /// <summary>Starts a component unless the cluster is going away.</summary>
    private Component Begin(Func<IAsyncDisposable> start)
    {
        lock (gate)
        {
            var component = new Component(closed ? null : start());
            running.Add(component);
            return component;
        }
    }

    private SchedulerWithInformers StartScheduler()
    {
        var client = controlPlane().Client(UserInfo.Component("system:kube-scheduler"), "kube-scheduler");
        var informers = new InformerSet(client, log);
        var events = new EventRecorder(client, time, Scheduler.DefaultName, log: log);
        var context = new ComponentContext(client, informers, events, time, random) { Log = log };
        var scheduler = new Scheduler(context, context.Minor);
        scheduler.Start();
        return new(scheduler, informers);
    }

    private ControllerManager StartControllers()
    {
        var plane = controlPlane();
        var manager = new ControllerManager(plane.Server, time, random, new ControllerOptions { RootCertificate = plane.Authority.Pem, Tokens = new SecretTokens(plane) }, log);
        manager.Start();
        return manager;
    }

    private sealed class SchedulerWithInformers(Scheduler scheduler, InformerSet informers) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await scheduler.DisposeAsync().ConfigureAwait(false);
            await informers.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>What runs in the container; stopped once, by the container's end or by that of the cluster.</summary>
    private sealed class Component(IAsyncDisposable? started) : IAsyncDisposable
    {
        private IAsyncDisposable? started = started;

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref started, null) is { } left) await left.DisposeAsync().ConfigureAwait(false);
        }
    }

    private sealed class ComponentProgram(string name, Func<Component> begin) : IContainerProgram
    {
        public async Task<int> RunAsync(IContainerContext container, CancellationToken stopping)
        {
            await container.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"I{container.Time.GetUtcNow():MMdd HH:mm:ss.ffffff}       1 {name}: started as system:{name}")).ConfigureAwait(false);
            await using var component = begin();
            await Until.StoppedAsync(stopping).ConfigureAwait(false);
            return 0;
        }
    }
}
