using System.Net.WebSockets;
using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.RealClusters.Kubeconfigs.Contexts;
using HandsOn.E2E.RealClusters.Retries;
using HandsOn.E2E.Scopes;
using HandsOn.E2E.Versions;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.RealClusters.Kubeconfigs;

/// <summary>A cluster that exists, as a context of the user's kubeconfig reaches it. All scenarios of a run share it.</summary>
internal sealed class ClusterAccess : IDisposable
{
    private readonly KubeconfigConnection connection;
    private readonly Lazy<Task<string>> version;
    private readonly Lazy<Task<ApiCatalog>> catalog;

    public ClusterAccess(KubeconfigContext context, string kubeconfig, TransientFaults faults)
    {
        connection = ClientConnector.Connect(kubeconfig, faults);
        Faults = faults;
        Context = context;
        Failures = new(context.Name, connection.Server);
        Api = Client(Http());
        version = new(() => Failures.SayAsync(ReadVersionAsync));
        catalog = new(() => Failures.SayAsync(() => ApiCatalog.ReadAsync(Api)));
    }

    public KubeconfigContext Context { get; }

    public ApiFailures Failures { get; }

    /// <summary>Retries what a transient fault ended.</summary>
    public TransientFaults Faults { get; }

    public Uri Server => connection.Server;

    /// <summary>A client for the whole cluster: only for what a run may see and do outside of its scopes.</summary>
    public IApiClient Api { get; }

    /// <summary>A client as the context's user, in a part of the cluster.</summary>
    public IApiClient Client(ClusterScope scope) => new ScopedApiClient(Client(Http()), scope);

    /// <summary>Sends requests as the context's user.</summary>
    public HttpClient Http() => Http(connection.AsUser);

    /// <summary>A client that says who asks by a token alone.</summary>
    public IApiClient ClientAs(string token, ClusterScope scope)
    {
        var http = Http(connection.AsNobody);
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return new ScopedApiClient(Client(http), scope);
    }

    /// <summary>The release that the server runs: <c>v1.36.5</c>.</summary>
    /// <exception cref="ClusterException">The server cannot be asked.</exception>
    public Task<string> VersionAsync(CancellationToken cancellation) => version.Value.WaitAsync(cancellation);

    /// <summary>Its minor.</summary>
    /// <exception cref="ClusterException">The server cannot be asked.</exception>
    public async Task<KubernetesMinor> MinorAsync(CancellationToken cancellation) => KubernetesMinor.Parse(await VersionAsync(cancellation));

    /// <summary>What the server serves.</summary>
    /// <exception cref="ClusterException">The server cannot be asked.</exception>
    public Task<ApiCatalog> CatalogAsync(CancellationToken cancellation) => catalog.Value.WaitAsync(cancellation);

    /// <summary>Opens a WebSocket as the context's user.</summary>
    public async Task<WebSocket> OpenAsync(string path, string protocol, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.AddSubProtocol(protocol);
            using var invoker = new HttpMessageInvoker(connection.AsUser, disposeHandler: false);
            await socket.ConnectAsync(new Uri(new UriBuilder(Server) { Scheme = Server.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" }.Uri, path), invoker, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Api.Dispose();
        connection.Dispose();
    }

    private ApiClient Client(HttpClient http) => new(http) { Unreached = Failures.Of };

    private async Task<string> ReadVersionAsync()
    {
        var (code, text) = await Api.RawAsync("/version");
        if ((int)code >= 400) throw new StatusException((int)code, "", text.StartsWith('{') ? JsonText.ParseMap(text).String("message") ?? "" : text);
        return JsonText.ParseMap(text).String("gitVersion") ?? "";
    }

    private HttpClient Http(HttpMessageHandler handler) => new(handler, disposeHandler: false) { BaseAddress = Server, Timeout = Timeout.InfiniteTimeSpan };
}
