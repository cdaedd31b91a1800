using HandsOn.Cluster.Api.Admission;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Tests.Support;
using HandsOn.Kubernetes.Objects;
using HandsOn.Testing;

namespace HandsOn.Cluster.Tests.Server.Admission;

/// <summary>An API server with the plug-ins under test and the namespace <c>shop</c>.</summary>
internal sealed class AdmissionFixture : IDisposable
{
    public AdmissionFixture(Func<ResourceContext, IEnumerable<IAdmissionPlugin>> plugins, int minor = 36)
    {
        var server = new ApiServerBuilder { Minor = minor, Time = Time, Admission = plugins }.Build();
        Store = server.Store;
        Client = new ApiClient(server, UserInfo.Loopback, "test");
        Store.Create(NamespaceKind.Resource, KubeObject.Parse("""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"shop","labels":{"team":"a"}}}"""));
    }

    public ManualTimeProvider Time { get; } = new();

    public ObjectStore Store { get; }

    public ApiClient Client { get; }

    public async Task<KubeObject> CreateAsync(GroupResource resource, string json) => await Client.CreateAsync(resource, KubeObject.Parse(json));

    public Task<KubeObject> CreatePodAsync(string spec = "", string metadata = "") => CreateAsync(PodKind.Resource, $$$"""
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"shop"{{{metadata}}}},"spec":{"containers":[{"name":"c","image":"i"}]{{{spec}}}}}
        """);

    public void Dispose() => Store.Dispose();
}
