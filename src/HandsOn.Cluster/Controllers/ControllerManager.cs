using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Cluster.Controllers;

/// <summary>
/// Runs the controllers over shared informers, each under the identity that it has in a real cluster
/// (cmd/kube-controller-manager with --use-service-account-credentials). Any of them can be stopped and started again at any
/// time, and nothing is lost.
/// </summary>
/// <example><code>
/// await using var manager = new ControllerManager(server, time, random);
/// manager.Start();
/// await manager.StopAsync("deployment-controller");
/// manager.Start("deployment-controller");
/// </code></example>
internal sealed class ControllerManager(
    ApiServer server, TimeProvider time, IRandomSource random, ControllerOptions? options = null, IClusterLog? log = null) : IAsyncDisposable
{
    private const string FieldManager = "kube-controller-manager";

    private readonly IClusterLog log = log ?? new ClusterLog();
    private readonly InformerSet informers = new(new ApiClient(server, UserInfo.Component("system:kube-controller-manager"), FieldManager), log);
    private readonly Dictionary<string, Controller> running = [];
    private readonly Lock gate = new();

    /// <summary>The names of the controllers that run.</summary>
    public IReadOnlyList<string> Running
    {
        get
        {
            lock (gate) return [.. running.Keys];
        }
    }

    /// <summary>Starts every controller whose kinds the cluster serves.</summary>
    public void Start()
    {
        foreach (var registration in ControllerRegistry.All.Where(r => r.Needs.All(informers.Serves))) Start(registration.Name);
    }

    /// <summary>Starts one controller, if it does not run.</summary>
    public void Start(string name)
    {
        lock (gate)
        {
            if (running.ContainsKey(name)) return;
            var registration = ControllerRegistry.All.First(r => r.Name == name);
            var controller = registration.Make(ContextOf(registration));
            running[name] = controller;
            controller.Start();
        }
    }

    /// <summary>Stops one controller, wherever it stands in its work.</summary>
    public async Task StopAsync(string name)
    {
        Controller? controller;
        lock (gate) running.Remove(name, out controller);
        if (controller is not null) await controller.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Completes when every write has been seen and answered: nothing more happens until somebody else writes or the clock moves.
    /// </summary>
    public async Task SettledAsync()
    {
        while (true)
        {
            var revision = server.Store.Revision;
            await informers.SeenAllAsync().ConfigureAwait(false);
            foreach (var controller in Controllers()) await controller.WhenIdleAsync().ConfigureAwait(false);
            if (server.Store.Revision == revision && Controllers().All(c => c.IsIdle)) return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in Running) await StopAsync(name).ConfigureAwait(false);
        await informers.DisposeAsync().ConfigureAwait(false);
    }

    private Controller[] Controllers()
    {
        lock (gate) return [.. running.Values];
    }

    private ControllerContext ContextOf(ControllerRegistration registration)
    {
        var client = new ApiClient(server, registration.User, FieldManager);
        return new ControllerContext(client, informers, new EventRecorder(client, time, registration.Name, log: log), time, random)
        {
            Log = log,
            Options = options ?? new ControllerOptions(),
        };
    }
}
