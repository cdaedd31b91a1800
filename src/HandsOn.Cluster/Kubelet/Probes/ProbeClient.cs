using System.Net;
using System.Net.Security;
using HandsOn.Cluster.Network;
using HandsOn.Kubernetes.Json;
using HandsOn.Workloads.Network;

namespace HandsOn.Cluster.Kubelet;

/// <summary>A kubelet's connections to its pods, for probes and hooks: over the virtual network, any certificate, a new connection each time.</summary>
internal sealed class ProbeClient : IDisposable
{
    private readonly IPodNetworks networks;
    private readonly HttpClient http;
    private readonly string version;

    public ProbeClient(IPodNetworks networks, int minor)
    {
        this.networks = networks;
        version = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"1.{minor}");
        http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellation) => await ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellation).ConfigureAwait(false),
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
            PooledConnectionLifetime = TimeSpan.Zero,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <exception cref="IOException">Connection refused, or no route.</exception>
    public ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellation) =>
        networks.ConnectFromNodeAsync(new IPEndPoint(IPAddress.Parse(host), port), cancellation);

    /// <summary>GETs a URL.</summary>
    /// <returns>The status, or why there is none.</returns>
    public async Task<(HttpStatusCode? Status, string Error)> GetAsync(string url, JsonList headers, string agent, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach (var header in headers.Maps()) request.Headers.TryAddWithoutValidation(header.String("name") ?? "", header.String("value") ?? "");
        if (!request.Headers.Contains("User-Agent")) request.Headers.TryAddWithoutValidation("User-Agent", $"{agent}/{version}");
        if (!request.Headers.Contains("Accept")) request.Headers.TryAddWithoutValidation("Accept", "*/*");
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            return (response.StatusCode, "");
        }
        catch (OperationCanceledException)
        {
            return (null, $"Get \"{url}\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)");
        }
        catch (HttpRequestException failed)
        {
            return (null, $"Get \"{url}\": {Words(failed.InnerException ?? failed, request.RequestUri!)}");
        }
    }

    /// <summary>A failed connection in Go's words.</summary>
    public static string Words(Exception failure, Uri target) => failure switch
    {
        NetworkException { Failure: NetworkFailure.NoRoute } => $"dial tcp {target.Host}:{target.Port}: connect: no route to host",
        NetworkException { Failure: NetworkFailure.ConnectionRefused } => $"dial tcp {target.Host}:{target.Port}: connect: connection refused",
        NetworkException { Failure: NetworkFailure.ConnectionReset } => $"read tcp {target.Host}:{target.Port}: read: connection reset by peer",
        _ => "EOF",
    };

    public void Dispose() => http.Dispose();
}
