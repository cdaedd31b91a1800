using HandsOn.Cluster.Api.Admission;
using HandsOn.Cluster.Api.Admission.Plugins;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Controllers;
using HandsOn.Cluster.Tests.Support;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Testing;

namespace HandsOn.Cluster.Tests.Controllers;

/// <summary>An API server with controllers on a clock that the test moves; no node, no kubelet.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private TestCluster(int minor, ControllerOptions? options, IReadOnlyList<IAdmissionPlugin>? admission, GroupResource? without)
    {
        Server = new ApiServerBuilder
        {
            Minor = minor,
            Time = Time,
            Definitions = DeclaredKinds.Create().Where(d => d.Names.Resource != without),
            Admission = context => [new NamespaceLifecycle(context.Store), .. admission ?? []],
        }.Build();
        Client = new ApiClient(Server, UserInfo.Loopback, "test");
        Manager = new ControllerManager(Server, Time, Server.Context.Random, options, Log);
    }

    /// <summary>Starts all controllers in a cluster that has the namespace <c>ns</c> and the node <c>node1</c>.</summary>
    public static async Task<TestCluster> StartAsync(
        int minor = 36, ControllerOptions? options = null, IReadOnlyList<IAdmissionPlugin>? admission = null, GroupResource? without = null)
    {
        var cluster = new TestCluster(minor, options, admission, without);
        cluster.Manager.Start();
        // Events about nodes are kept in the namespace default.
        foreach (var name in new[] { "default", "ns" })
            await cluster.CreateAsync(NamespaceKind.Resource, $$$"""{"metadata":{"name":"{{{name}}}"}}""");
        await cluster.AddNodeAsync("node1");
        await cluster.SettledAsync();
        return cluster;
    }

    public ManualTimeProvider Time { get; } = new();

    public ClusterLog Log { get; } = new();

    public ApiServer Server { get; }

    public ApiClient Client { get; }

    public ControllerManager Manager { get; }

    /// <summary>Adds a node that is ready, in zone <c>a</c>.</summary>
    public async Task AddNodeAsync(string name, string labels = "")
    {
        await CreateAsync(NodeKind.Resource, $$$"""{"metadata":{"name":"{{{name}}}","labels":{"topology.kubernetes.io/zone":"a"{{{labels}}}} },"spec":{}}""");
        var ready = JsonMap.Of(("type", "Ready"), ("status", "True"), ("lastHeartbeatTime", Timestamps.Format(Time.GetUtcNow())));
        await Client.PatchAsync(NodeKind.Resource, "", name, n => n.WithStatus(n.Status.With("conditions", JsonList.Of(ready))), "status");
    }

    /// <summary>Waits until everything has been answered; fails after ten seconds of real time.</summary>
    public Task SettledAsync() => Manager.SettledAsync().WaitAsync(TimeSpan.FromSeconds(10));

    public async Task AdvanceAsync(TimeSpan by)
    {
        await SettledAsync();
        Time.Advance(by);
        await SettledAsync();
    }

    public async Task<KubeObject> CreateAsync(GroupResource resource, string json)
    {
        var item = KubeObject.Parse(json);
        if (item.Namespace.Length == 0 && Server.Catalog.Get(resource).Names.Namespaced) item = item.SetIn("ns", "metadata", "namespace");
        return await Client.CreateAsync(resource, item);
    }

    public KubeObject Get(GroupResource resource, string name, string @namespace = "ns") => Client.Get(resource, @namespace, name);

    public IReadOnlyList<KubeObject> List(GroupResource resource, string @namespace = "ns") => [.. Client.List(resource, @namespace)];

    public IReadOnlyList<KubeObject> Pods => List(PodKind.Resource);

    public async Task ChangeAsync(GroupResource resource, string name, Func<KubeObject, KubeObject> change, string subresource = "", string @namespace = "ns")
    {
        await Client.PatchAsync(resource, @namespace, name, change, subresource);
        await SettledAsync();
    }

    /// <summary>The messages of the events about an object, oldest first, each with its reason.</summary>
    public IReadOnlyList<string> Events(string about) =>
    [
        .. List(EventKind.Resource, "").Where(e => e.Root.String("involvedObject", "name") == about)
            .OrderBy(e => e.Revision).Select(e => $"{e.Root.String("type")} {e.Root.String("reason")} {e.Root.String("message")}"),
    ];

    public async ValueTask DisposeAsync()
    {
        await Manager.DisposeAsync();
        Server.Store.Dispose();
    }

    public static string Deployment(string name, int replicas, string image = "nginx", string more = "") => $$$"""
        {"metadata":{"name":"{{{name}}}","labels":{"app":"{{{name}}}"}},"spec":{"replicas":{{{replicas}}},{{{more}}}"selector":{"matchLabels":{"app":"{{{name}}}"}},
         "strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"25%","maxUnavailable":"25%"}},"progressDeadlineSeconds":600,"revisionHistoryLimit":10,
         "template":{"metadata":{"labels":{"app":"{{{name}}}"}},"spec":{{{PodSpec(image)}}} } }}
        """;

    public static string ReplicaSet(string name, int replicas, string more = "") => $$$"""
        {"metadata":{"name":"{{{name}}}"},"spec":{"replicas":{{{replicas}}},{{{more}}}"selector":{"matchLabels":{"app":"{{{name}}}"}},
         "template":{"metadata":{"labels":{"app":"{{{name}}}"}},"spec":{{{PodSpec("nginx")}}} } }}
        """;

    public static string Service(string name, string more = "") => $$$"""
        {"metadata":{"name":"{{{name}}}"},"spec":{"selector":{"app":"{{{name}}}"},{{{more}}}"ports":[{"port":80,"protocol":"TCP","targetPort":80}]}}
        """;

    public static string PodSpec(string image) => $$$"""{"containers":[{"name":"c","image":"{{{image}}}","ports":[{"containerPort":80,"protocol":"TCP"}]}]}""";
}
