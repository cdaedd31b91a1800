using System.Collections.Concurrent;
using System.Net;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Hosting;
using HandsOn.Cluster.Hosting.Bootstrap;
using HandsOn.Cluster.Network;
using HandsOn.Cluster.Network.Services;
using HandsOn.Cluster.Server.Streams;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;
using HandsOn.Workloads.Catalog;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Images;

namespace HandsOn.Cluster.Tests.Workloads;

/// <summary>A control plane, the network and its Service routing; containers are started by hand, without kubelets and controllers.</summary>
internal sealed class TestWorld : IAsyncDisposable
{
    private const string Mount = "/var/run/secrets/kubernetes.io/serviceaccount/";

    private readonly List<(TestContainer Container, Task<int> Running, IPodAttachment Pod)> started = [];
    private readonly Dictionary<TestContainer, IPodAttachment> attached = [];
    private readonly ConcurrentBag<Stream> bridged = [];
    private readonly ImageCatalog images = new();
    private ServiceProxy proxy = null!;
    private int pods = 20;

    public static readonly IPAddress Node = IPAddress.Parse(Tests.Network.TestPods.Node);

    public VirtualNetwork Network { get; } = new(TimeProvider.System, new SeededRandomSource(1));

    public ControlPlane Control { get; private set; } = null!;

    public ApiClient Api => Control.Client(UserInfo.Loopback, "test");

    public static async Task<TestWorld> StartAsync(int minor = KubernetesRelease.DefaultMinor)
    {
        var world = new TestWorld();
        var options = new EmbeddedClusterOptions { Minor = minor };
        IEnumerable<BootstrapObject> objects = [.. KubernetesService.Objects(Node), .. CoreDnsAddon.Objects(KubernetesRelease.Of(options.Minor))];
        world.Control = await ControlPlane.StartAsync(options, new SeededRandomSource(1), new ServiceDialer(world.Network), new NoKubelets(), objects, default);
        // The API server's port once more, so that a test can cut what leads there.
        var inner = new IPEndPoint(IPAddress.Parse("192.168.65.250"), KubernetesService.ServerPort);
        world.Network.BridgeToLoopback(inner, world.Control.Address.Port);
        world.Network.Bridge(new IPEndPoint(Node, KubernetesService.ServerPort), async cancellation =>
        {
            var stream = await world.Network.ConnectFromNodeAsync(inner, cancellation);
            world.bridged.Add(stream);
            return stream;
        });
        world.proxy = world.Route();
        await world.CreateAsync(NodeKind.Resource, $$$$"""{"kind":"Node","apiVersion":"v1","metadata":{"name":"docker-desktop"},"status":{"addresses":[{"type":"InternalIP","address":"{{{{Node}}}}"}]}}""");
        return world;
    }

    public ValueTask<KubeObject> CreateAsync(GroupResource resource, string json) => Api.CreateAsync(resource, KubeObject.Parse(json));

    /// <summary>Runs a container of an image as a service account, with the variables that a kubelet would set.</summary>
    public TestContainer Run(string image, string @namespace = "default", string account = "", string[]? arguments = null, Dictionary<string, string>? environment = null, MemoryFiles? files = null)
    {
        var pulled = images.Pull(image).Image ?? throw new InvalidOperationException(images.Pull(image).Error);
        return Run(pulled, @namespace, account, arguments, environment, files);
    }

    public TestContainer Run(ContainerImage image, string @namespace, string account, string[]? arguments, Dictionary<string, string>? environment, MemoryFiles? files)
    {
        var container = Container(@namespace, account, [.. image.Entrypoint, .. arguments ?? image.Command], files);
        foreach (var (name, value) in environment ?? []) container.Variables[name] = value;
        started.Add((container, container.Start(image.Program()), attached[container]));
        return container;
    }

    /// <summary>A container with a service account, in a pod of its own, that nothing runs in yet.</summary>
    public TestContainer Container(string @namespace, string account, string[]? arguments = null, MemoryFiles? files = null)
    {
        var pod = Attach($"10.1.{++pods / 250}.{pods % 250}", @namespace);
        var container = new TestContainer(pod.Network, TimeProvider.System, arguments ?? []) { PodNamespace = @namespace, PodName = $"pod-{pods}", Storage = files ?? new MemoryFiles() };
        attached[container] = pod;
        container.Variables["KUBERNETES_SERVICE_HOST"] = KubernetesService.ClusterIp.ToString();
        container.Variables["KUBERNETES_SERVICE_PORT"] = "443";
        if (account.Length == 0) return container;
        var serviceAccount = Api.Get(ServiceAccountKind.Resource, @namespace, account);
        container.Storage.Write(Mount + "token", Control.Tokens.Issue(serviceAccount, TimeSpan.FromHours(1), []).Token);
        container.Storage.Write(Mount + "ca.crt", Control.Authority.Pem);
        container.Storage.Write(Mount + "namespace", @namespace);
        return container;
    }

    /// <summary>Closes every connection between pods and the API server.</summary>
    public void CutConnections()
    {
        while (bridged.TryTake(out var stream)) stream.Dispose();
    }

    /// <summary>A pod without a program.</summary>
    public IPodAttachment Attach(string address, string @namespace = "default") => Network.Attach(new PodNetworkSettings(
        IPAddress.Parse(address), Node, false, [CoreDnsAddon.ClusterIp],
        [$"{@namespace}.svc.cluster.local", "svc.cluster.local", "cluster.local"], 5, new Dictionary<string, IPAddress>()));

    /// <summary>Runs a shell script in a pod of its own; what it prints.</summary>
    public async Task<string> ShellAsync(string script, string @namespace = "default")
    {
        var container = Run("curlimages/curl:8.5.0", @namespace, arguments: ["sh", "-c", script]);
        var (_, running, pod) = started[^1];
        await running;
        pod.Dispose();
        started.RemoveAt(started.Count - 1);
        return container.Log;
    }

    /// <summary>Waits for the end of a container that ends by itself.</summary>
    public Task<int> EndAsync(TestContainer container) =>
        started.Single(entry => ReferenceEquals(entry.Container, container)).Running.WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>Stops a container and waits for its end, then takes its pod off the network.</summary>
    public async Task<int> StopAsync(TestContainer container)
    {
        var (_, running, pod) = started.Single(entry => ReferenceEquals(entry.Container, container));
        container.Kill();
        var code = await running.WaitAsync(TimeSpan.FromSeconds(20));
        pod.Dispose();
        return code;
    }

    /// <summary>Creates a Service and the slice that the controllers would make for it, and has connections to it routed.</summary>
    public async Task ServeAsync(string name, int port, int targetPort, string @namespace, string extra, params TestContainer[] backends)
    {
        await CreateAsync(ServiceKind.Resource, $$$$"""{"kind":"Service","apiVersion":"v1","metadata":{"name":"{{{{name}}}}","namespace":"{{{{@namespace}}}}"},"spec":{ {{{{extra}}}} "ports":[{"name":"main","port":{{{{port}}}},"targetPort":{{{{targetPort}}}}}]}}""");
        await SliceAsync(name, targetPort, @namespace, [.. backends.Select(backend => backend.Network.Address.ToString())]);
    }

    public Task SliceAsync(string service, int targetPort, string @namespace, params string[] addresses) =>
        SliceAsync(service, "main", targetPort, @namespace, addresses);

    public async Task SliceAsync(string service, string portName, int targetPort, string @namespace, params string[] addresses)
    {
        var endpoints = string.Join(',', addresses.Select(address => $$$$"""{"addresses":["{{{{address}}}}"],"conditions":{"ready":true},"nodeName":"docker-desktop"}"""));
        await CreateAsync(EndpointSliceKind.Resource, $$$$"""{"kind":"EndpointSlice","apiVersion":"discovery.k8s.io/v1","metadata":{"name":"{{{{service}}}}-1","namespace":"{{{{@namespace}}}}","labels":{"kubernetes.io/service-name":"{{{{service}}}}"}},"addressType":"IPv4","ports":[{"name":"{{{{portName}}}}","port":{{{{targetPort}}}},"protocol":"TCP"}],"endpoints":[{{{{endpoints}}}}]}""");
        await proxy.DisposeAsync();
        proxy = Route();
    }

    // kube-proxy tells nobody when it has seen a change; one that starts has routed all that is there.
    private ServiceProxy Route() => new(Control.Client(ServiceProxy.Identity, "kube-proxy"), Network);

    public async ValueTask DisposeAsync()
    {
        foreach (var (container, running, pod) in started)
        {
            container.Kill();
            pod.Dispose();
            await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await proxy.DisposeAsync();
        await Control.DisposeAsync();
    }

    private sealed class NoKubelets : IKubelets
    {
        public IKubeletApi? For(string nodeName) => null;
    }
}
