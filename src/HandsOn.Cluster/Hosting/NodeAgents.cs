using System.Net;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Kubelet;
using HandsOn.Cluster.Network;
using HandsOn.Cluster.Server.Streams;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;
using HandsOn.Workloads.Containers;

namespace HandsOn.Cluster.Hosting;

/// <summary>The simulated nodes, with one set of informers for all of them.</summary>
internal sealed class NodeAgents(EmbeddedClusterOptions options, IImageCatalog images, IPodNetworks network, IRandomSource random) : IKubelets, IAsyncDisposable
{
    private const int FirstHostNumber = 3;

    private readonly List<NodeAgent> agents = [];
    private InformerSet? informers;

    /// <summary>The address of a node by its number.</summary>
    public static IPAddress AddressOf(int number) => new([192, 168, 65, (byte)(FirstHostNumber + number)]);

    public async Task StartAsync(ControlPlane controlPlane)
    {
        var release = KubernetesRelease.Of(options.Minor);
        informers = new InformerSet(controlPlane.Client(UserInfo.Node(options.NodeName), "kubelet"));
        for (var number = 0; number < options.Nodes; number++)
        {
            var name = number == 0 ? options.NodeName : $"{options.NodeName}-{number + 1}";
            var client = controlPlane.Client(UserInfo.Node(name), "kubelet");
            var events = new EventRecorder(client, options.Time, "kubelet", name);
            var context = new KubeletContext(client, informers, events, images, network, controlPlane.Tokens, options.Time, random);
            var agent = new NodeAgent(context, Settings(number, name, release));
            agents.Add(agent);
            await agent.StartAsync().ConfigureAwait(false);
        }
    }

    public IKubeletApi? For(string nodeName) => agents.FirstOrDefault(a => a.Settings.Name == nodeName)?.Api;

    /// <summary>Gives the first node the manifests of its manifest folder.</summary>
    public void RunStaticPods(IEnumerable<KubeObject> manifests)
    {
        foreach (var manifest in manifests) agents[0].RunStaticPod(manifest);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in agents) await agent.DisposeAsync().ConfigureAwait(false);
        if (informers is not null) await informers.DisposeAsync().ConfigureAwait(false);
    }

    private static NodeSettings Settings(int number, string name, KubernetesRelease release) => new()
    {
        Name = name,
        Address = AddressOf(number),
        PodCidr = new IPNetwork(new IPAddress([10, 244, (byte)number, 0]), 24),
        Version = release.GitVersion,
        ContainerRuntimeVersion = $"containerd://{release.Containerd}",
        Labels = number > 0 ? new Dictionary<string, string>() : ControlPlaneLabels(release.Minor),
    };

    private static Dictionary<string, string> ControlPlaneLabels(int minor)
    {
        var labels = new Dictionary<string, string>();
        if (minor >= 20) labels["node-role.kubernetes.io/control-plane"] = "";
        if (minor < SinceMinor.NoMasterLabel) labels["node-role.kubernetes.io/master"] = "";
        return labels;
    }
}
