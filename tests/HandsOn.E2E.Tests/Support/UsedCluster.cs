using HandsOn.Cluster.Hosting;
using HandsOn.E2E.Api;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.RealClusters.Kubeconfigs;
using HandsOn.E2E.RealClusters.Kubeconfigs.Addresses;
using HandsOn.E2E.Scopes;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Yaml;

namespace HandsOn.E2E.Tests.Support;

/// <summary>A cluster that exists and that others use: an embedded one, reached like any other by a kubeconfig's contexts.</summary>
internal sealed class UsedCluster : IAsyncDisposable
{
    private readonly EmbeddedCluster cluster;
    private readonly WorkFolder folder;
    private readonly List<(string Name, JsonMap Cluster, JsonMap User)> contexts = [];

    private UsedCluster(EmbeddedCluster cluster, WorkFolder folder)
    {
        this.cluster = cluster;
        this.folder = folder;
        Admin = HandsOn.E2E.Api.Kubeconfig.Parse(cluster.Kubeconfig).Connect();
        var root = YamlFile.Parse(cluster.Kubeconfig, "kubeconfig").Single().Root;
        Server = root.List("clusters").Maps().Single().Map("cluster");
        Administrator = root.List("users").Maps().Single().Map("user");
        AddContext("admin", Server, Administrator);
    }

    /// <summary>A client for everything in it.</summary>
    public IApiClient Admin { get; }

    /// <summary>The kubeconfig's entry of the cluster.</summary>
    public JsonMap Server { get; }

    /// <summary>The kubeconfig's entry of its administrator.</summary>
    public JsonMap Administrator { get; }

    /// <summary>The kubeconfig's file.</summary>
    public string Path => folder.PathOf("kubeconfig");

    public static async Task<UsedCluster> StartAsync(WorkFolder folder, int minor = 36) => new(await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { Minor = minor }), folder);

    /// <summary>A provider of another run, or of another user.</summary>
    /// <param name="answering">The addresses that answer from here: tests try none of their own.</param>
    public KubeconfigClusterProvider Provider(params string[] answering) => new(name => name == "KUBECONFIG" ? Path : null, TimeProvider.System) { Probe = new Answering(answering) };

    /// <summary>A client as administrator in a scope.</summary>
    public IApiClient In(ClusterScope scope)
    {
        static byte[] Data(JsonMap map, string key) => Convert.FromBase64String(map.String(key)!);
        var http = ApiHttp.Create(
            new Uri(Server.String("server")!), Data(Server, "certificate-authority-data"), Data(Administrator, "client-certificate-data"), Data(Administrator, "client-key-data"));
        return new ScopedApiClient(new ApiClient(http), scope);
    }

    /// <summary>Adds a context to the kubeconfig.</summary>
    public void AddContext(string name, JsonMap server, JsonMap user)
    {
        contexts.Add((name, server, user));
        JsonList List(string member, Func<(string Name, JsonMap Cluster, JsonMap User), JsonMap> of) => JsonList.From(contexts.Select(c => JsonMap.Of(("name", c.Name), (member, of(c)))));
        File.WriteAllText(Path, YamlText.Write(JsonMap.Of(
            ("apiVersion", "v1"), ("kind", "Config"), ("clusters", List("cluster", c => c.Cluster)), ("users", List("user", c => c.User)),
            ("contexts", List("context", c => JsonMap.Of(("cluster", c.Name), ("user", c.Name)))))));
    }

    /// <summary>Ends the cluster, as when somebody pulls the plug.</summary>
    public ValueTask StopAsync() => cluster.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await cluster.DisposeAsync();
        folder.Dispose();
    }

    private sealed class Answering(string[] addresses) : IAddressProbe
    {
        public Task<bool> AnswersAsync(string host, int port, CancellationToken cancellation) => Task.FromResult(addresses.Any(a => a == host || a == $"{host}:{port}"));
    }
}
