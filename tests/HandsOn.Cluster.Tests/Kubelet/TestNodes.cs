using System.Net;
using HandsOn.Cluster.Api.Authentication;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Kubelet;
using HandsOn.Cluster.Network;
using HandsOn.Cluster.Scheduling;
using HandsOn.Cluster.Tests.Support;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using HandsOn.Testing;

namespace HandsOn.Cluster.Tests.Kubelet;

/// <summary>An API server, a scheduler and kubelets on a manual clock, without controllers and HTTP.</summary>
internal sealed class TestNodes : IAsyncDisposable
{
    private readonly ApiServer server;
    private readonly ServiceAccountTokens tokens;
    private readonly InformerSet informers;
    private readonly List<NodeAgent> agents = [];
    private Scheduler? scheduler;

    public TestNodes(int minor = 36, TimeProvider? time = null)
    {
        Time = time ?? Clock;
        server = new ApiServerBuilder { Minor = minor, Time = Time }.Build();
        Client = new ApiClient(server, UserInfo.Loopback, "test");
        informers = new InformerSet(Client);
        tokens = new ServiceAccountTokens(server.Store, Time, Random);
        Network = new VirtualNetwork(Time, Random);
    }

    public ManualTimeProvider Clock { get; } = new();

    public TimeProvider Time { get; }

    public IRandomSource Random => server.Context.Random;

    public int Minor => server.Context.Minor;

    public ApiClient Client { get; }

    public VirtualNetwork Network { get; }

    public TestImages Images { get; } = new();

    /// <summary>What events tell of pods, in order: type, reason, message.</summary>
    public IEnumerable<string> Events => Client.List(EventKind.Resource)
        .Where(e => e.Root.String("involvedObject", "kind") == "Pod")
        .OrderBy(e => e.Name[(e.Name.LastIndexOf('.') + 1)..], StringComparer.Ordinal)
        .Select(e => $"{e.Root.String("type")} {e.Root.String("reason")} {e.Root.String("message")}");

    public async Task<NodeAgent> StartNodeAsync(string name = "node1", int number = 0, Func<NodeSettings, NodeSettings>? change = null)
    {
        var settings = new NodeSettings
        {
            Name = name,
            Address = IPAddress.Parse($"192.168.65.{3 + number}"),
            PodCidr = IPNetwork.Parse($"10.{244 + number}.0.0/16"),
            Version = $"v1.{Minor}.0",
        };
        var context = new KubeletContext(Client, informers, new EventRecorder(Client, Time, "kubelet", name), Images, Network, tokens, Time, Random);
        var agent = new NodeAgent(context, change?.Invoke(settings) ?? settings);
        agents.Add(agent);
        await agent.StartAsync();
        return agent;
    }

    public void StartScheduler()
    {
        scheduler = new Scheduler(new ComponentContext(Client, informers, new EventRecorder(Client, Time, "default-scheduler"), Time, Random), Minor);
        scheduler.Start();
    }

    public async Task<KubeObject> CreateAsync(GroupResource resource, string json) => await Client.CreateAsync(resource, KubeObject.Parse(json));

    public Task<KubeObject> CreatePodAsync(string name, string containers, string spec = "", string metadata = "") => CreateAsync(PodKind.Resource,
        $$$"""{"metadata":{"name":"{{{name}}}","namespace":"default"{{{metadata}}}},"spec":{"nodeName":"node1","containers":[{{{containers}}}]{{{spec}}}}}""");

    /// <summary>Completes when the pod is as the condition says; the pod is null once it is gone.</summary>
    public async Task<KubeObject?> WaitAsync(string name, Func<KubeObject?, bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var (snapshot, watch) = Client.ListAndWatch(PodKind.Resource);
        using (watch)
        {
            var pod = snapshot.Objects().FirstOrDefault(p => p.Name == name);
            while (!condition(pod))
            {
                try
                {
                    var change = await watch.Events.ReadAsync(timeout.Token);
                    if (change.Object.Name == name) pod = change.Type == StoreEventType.Deleted ? null : change.Object;
                }
                catch (OperationCanceledException)
                {
                    throw new TimeoutException($"the pod stays as it is: {pod?.Status}\n{string.Join('\n', Events)}");
                }
            }
            return pod;
        }
    }

    public async Task<KubeObject> ReadyAsync(string name) => (await WaitAsync(name, p => p?.HasCondition("Ready") == true))!;

    /// <summary>The pod with its first container in that state (<c>waiting/CrashLoopBackOff</c>, <c>running</c>).</summary>
    public async Task<KubeObject> InStateAsync(string name, string state, string list = "containerStatuses")
    {
        var parts = state.Split('/');
        bool Is(KubeObject? pod) =>
            pod?.Status.List(list).Maps().FirstOrDefault()?.Map("state")[parts[0]] is JsonMap found && (parts.Length == 1 || found.String("reason") == parts[1]);
        return (await WaitAsync(name, Is))!;
    }

    /// <summary>Completes when there is an event with that reason.</summary>
    public Task EventAsync(string reason) =>
        Client.FindAsync(EventKind.Resource, item => item.Root.String("reason") == reason, () => $"no event says {reason}");

    public async ValueTask DisposeAsync()
    {
        if (scheduler is not null) await scheduler.DisposeAsync();
        foreach (var agent in agents) await agent.DisposeAsync();
        await informers.DisposeAsync();
        tokens.Dispose();
        server.Store.Dispose();
    }
}
