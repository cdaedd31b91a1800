using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HandsOn.Cluster.Api.Authentication;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Server;
using HandsOn.Cluster.Tests.Support;

namespace HandsOn.Cluster.Tests.Server;

/// <summary>An API server alone, over real TLS on loopback, and an administrator's client for it.</summary>
internal sealed class TestApiServer : IAsyncDisposable
{
    private readonly List<IDisposable> owned = [];

    private TestApiServer(ApiServer server, CertificateAuthority authority)
    {
        Server = server;
        Authority = authority;
    }

    public ApiServer Server { get; }

    public CertificateAuthority Authority { get; }

    public ApiServerHost Host { get; private set; } = null!;

    /// <summary>A client with a certificate of <c>system:masters</c>.</summary>
    public HttpClient Admin { get; private set; } = null!;

    /// <summary>A client that shows nothing.</summary>
    public HttpClient Anonymous { get; private set; } = null!;

    public static async Task<TestApiServer> StartAsync(ApiServerBuilder builder, Func<ApiServerHostOptions, ApiServerHostOptions>? configure = null)
    {
        var test = new TestApiServer(builder.Build(), new CertificateAuthority());
        var options = new ApiServerHostOptions(test.Server, test.Authority);
        test.Host = await ApiServerHost.StartAsync(configure?.Invoke(options) ?? options);
        test.Admin = test.ClientFor("admin", "system:masters");
        test.Anonymous = test.ClientFor(null);
        return test;
    }

    /// <summary>A client with a certificate of that user; anonymous where there is no user.</summary>
    public HttpClient ClientFor(string? user, params IEnumerable<string> groups)
    {
        var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => IsOurs(certificate) } };
        if (user is not null) handler.SslOptions.ClientCertificates = [Owned(Authority.IssueClient(user, groups))];
        return Owned(new HttpClient(handler) { BaseAddress = Host.Address });
    }

    /// <summary>A request with a JSON body.</summary>
    public static HttpRequestMessage Request(HttpMethod method, string path, string? body = null, string contentType = "application/json")
    {
        var request = new HttpRequestMessage(method, path);
        if (body is null) return request;
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return request;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        foreach (var item in owned) item.Dispose();
        Server.Store.Dispose();
        Authority.Dispose();
    }

    private static bool IsOurs(X509Certificate? certificate) => certificate?.Issuer == "CN=kubernetes";

    private T Owned<T>(T item) where T : IDisposable
    {
        owned.Add(item);
        return item;
    }
}
