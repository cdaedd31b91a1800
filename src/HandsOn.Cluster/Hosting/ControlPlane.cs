using HandsOn.Cluster.Api.Admission;
using HandsOn.Cluster.Api.Admission.Plugins;
using HandsOn.Cluster.Api.Admission.Webhooks;
using HandsOn.Cluster.Api.Authentication;
using HandsOn.Cluster.Api.Authorization;
using HandsOn.Cluster.Api.Authorization.Bootstrap;
using HandsOn.Cluster.Api.Fields;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Hosting.Bootstrap;
using HandsOn.Cluster.Server;
using HandsOn.Cluster.Server.Http.Bodies;
using HandsOn.Cluster.Server.Http.Reviews;
using HandsOn.Cluster.Server.Streams;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Cluster.Hosting;

/// <summary>Store, API server and all that decides what a request may do, with the objects that a cluster has from its start.</summary>
internal sealed class ControlPlane : IAsyncDisposable
{
    private readonly ApiServerHost host;

    private ControlPlane(ApiServer server, ServiceAccountTokens tokens, ApiServerHost host)
    {
        Server = server;
        Tokens = tokens;
        this.host = host;
    }

    public ApiServer Server { get; }

    public ServiceAccountTokens Tokens { get; }

    public CertificateAuthority Authority => host.Authority;

    /// <summary><c>https://127.0.0.1:PORT</c>.</summary>
    public Uri Address => host.Address;

    /// <summary>Starts the API server; its first objects are there when it first answers.</summary>
    public static async Task<ControlPlane> StartAsync(
        EmbeddedClusterOptions options, IRandomSource random, IServiceDialer dialer, IKubelets kubelets, IEnumerable<BootstrapObject> objects,
        CancellationToken cancellation)
    {
        var store = new ObjectStore();
        var catalogs = new PublishedCatalog(new ResourceCatalog(DeclaredKinds.Create(), options.Minor));
        var context = new ResourceContext(options.Minor, options.Time, random, store);
        var authorizer = new RbacAuthorizer(store);
        var fields = new ManagedFieldTracker(catalogs, options.Time);
        var server = new ApiServer(catalogs, context, authorizer, Admission(context, dialer), fields);
        var tokens = new ServiceAccountTokens(store, options.Time, random);
        await CreateAsync(server, objects).ConfigureAwait(false);
        var access = new AccessHandlers(
            new BodyDecoder(catalogs), new AccessReviews(authorizer, authorizer), new TokenRequests(tokens, store));
        var host = await ApiServerHost.StartAsync(
            new ApiServerHostOptions(server, new CertificateAuthority())
            {
                Port = options.Port,
                Authenticators = [new ServiceAccountAuthenticator(tokens)],
                Kubelets = kubelets,
                Handlers = access.AddTo,
            },
            cancellation).ConfigureAwait(false);
        return new ControlPlane(server, tokens, host);
    }

    /// <summary>A client for a part of the cluster, under the identity that this part has in a real cluster.</summary>
    public ApiClient Client(UserInfo user, string fieldManager) => new(Server, user, fieldManager);

    public async ValueTask DisposeAsync()
    {
        Server.Store.Dispose();
        await host.DisposeAsync().ConfigureAwait(false);
        Authority.Dispose();
        Tokens.Dispose();
    }

    private static AdmissionChain Admission(ResourceContext context, IServiceDialer dialer) => new(
    [
        new NamespaceLifecycle(context.Store),
        new PriorityAdmission(context.Store),
        new ServiceAccountAdmission(context.Store, context.Time, context.Random, context.Minor),
        new DefaultTolerationSeconds(),
        new DefaultIngressClass(context.Store),
        new WebhookAdmission(context, new WebhookCaller(dialer, context.Time)),
    ]);

    private static async Task CreateAsync(ApiServer server, IEnumerable<BootstrapObject> objects)
    {
        var client = new ApiClient(server, UserInfo.Loopback, "kube-apiserver");
        foreach (var (resource, item) in SystemNamespaces.Objects.Concat(PriorityClasses.Objects).Select(o => (o.Resource, o.Object)))
            await client.CreateAsync(resource, item).ConfigureAwait(false);
        foreach (var (resource, item) in BootstrapPolicy.Objects) await client.CreateAsync(resource, item).ConfigureAwait(false);
        foreach (var (resource, item) in objects) await client.CreateAsync(resource, item).ConfigureAwait(false);
    }
}
