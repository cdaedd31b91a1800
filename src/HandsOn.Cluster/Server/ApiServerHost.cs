using System.Net;
using HandsOn.Cluster.Api.Authentication;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Server.Discovery;
using HandsOn.Cluster.Server.Health;
using HandsOn.Cluster.Server.Http;
using HandsOn.Cluster.Server.Http.Bodies;
using HandsOn.Cluster.Server.Http.Handlers;
using HandsOn.Cluster.Server.Http.Lists;
using HandsOn.Cluster.Server.Http.Patches;
using HandsOn.Cluster.Server.Http.Pods;
using HandsOn.Cluster.Server.Http.Responses;
using HandsOn.Cluster.Server.Http.Views;
using HandsOn.Cluster.Server.Http.Watches;
using HandsOn.Cluster.Server.Streams;
using Microsoft.AspNetCore.Builder;

namespace HandsOn.Cluster.Server;

/// <summary>The API server on a loopback port, over TLS. Dispose it to stop; open watches end.</summary>
internal sealed class ApiServerHost : IAsyncDisposable
{
    private readonly WebApplication application;

    private ApiServerHost(WebApplication application, CertificateAuthority authority)
    {
        this.application = application;
        Authority = authority;
        Address = new Uri(application.Urls.First());
    }

    /// <summary><c>https://127.0.0.1:PORT</c>.</summary>
    public Uri Address { get; }

    public CertificateAuthority Authority { get; }

    public static async Task<ApiServerHost> StartAsync(ApiServerHostOptions options, CancellationToken cancellation = default)
    {
        var application = KestrelSetup.Build(options.Authority, new IPEndPoint(IPAddress.Loopback, options.Port));
        application.Run(Pipeline(options, () => new Uri(application.Urls.First()).Authority).HandleAsync);
        await application.StartAsync(cancellation).ConfigureAwait(false);
        return new ApiServerHost(application, options.Authority);
    }

    public async ValueTask DisposeAsync() => await application.DisposeAsync().ConfigureAwait(false);

    private static HttpPipeline Pipeline(ApiServerHostOptions options, Func<string> address)
    {
        var server = options.Server;
        var catalogs = server.Catalogs;
        var authenticators = new AuthenticatorChain([new ClientCertificateAuthenticator(options.Authority), .. options.Authenticators]);
        var handlers = Handlers(server);
        StreamHandlers.AddTo(handlers, server, options.Kubelets);
        options.Handlers?.Invoke(handlers);
        var paths = new NonResourceRouter(server.Authorizer,
        [
            new DiscoveryHandler(catalogs, address), new OpenApiHandler(catalogs), new VersionHandler(server.Catalog.Minor),
            new HealthHandler([.. HealthHandler.Always, .. options.Checks]), new PathIndexHandler(catalogs),
            .. options.Paths,
        ]);
        return new HttpPipeline(authenticators, new Impersonation(server.Authorizer, server.Context.Minor), new ResourceRouter(server, handlers), paths);
    }

    private static HandlerTable Handlers(ApiServer server)
    {
        var time = server.Context.Time;
        var decoder = new BodyDecoder(server.Catalogs);
        var responses = new ResponseWriter(time);
        var lister = new Lister(server, new SnapshotKeeper(time));
        var lists = new ListWriter(time);
        var views = new ViewFactory(responses);
        var deleteOptions = new DeleteOptionsReader(decoder);
        return new HandlerTable(new Dictionary<string, IVerbHandler>
        {
            ["get"] = new GetHandler(server, views),
            ["list"] = new ListHandler(server, lister, lists),
            ["watch"] = new WatchHandler(server),
            ["create"] = new CreateHandler(server, decoder, responses),
            ["update"] = new UpdateHandler(server, decoder, views),
            ["patch"] = new PatchHandler(server, decoder, views),
            ["delete"] = new DeleteHandler(server, deleteOptions, responses),
            ["deletecollection"] = new DeleteCollectionHandler(server, lister, deleteOptions, lists),
        })
            .With(PodKind.Resource, "binding", new BindingHandler(server, decoder))
            .With(PodKind.Resource, "eviction", new EvictionHandler(server, decoder));
    }
}
