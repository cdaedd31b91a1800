using System.Net;
using HandsOn.Cluster.Api.Authentication;
using HandsOn.Cluster.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HandsOn.Cluster.Server;

/// <summary>Kestrel and nothing else: no configuration files, no logging, no console. A cluster starts in milliseconds.</summary>
internal static class KestrelSetup
{
    /// <summary>Streams on one HTTP/2 connection: a client's watches share one.</summary>
    private const int StreamsPerConnection = 1000;

    /// <summary>Headers of one request; their size is what bounds them.</summary>
    private const int MostHeaders = 100_000;

    private static readonly string[] Names =
    [
        "localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster", "kubernetes.default.svc.cluster.local",
    ];

    private static readonly IPAddress[] Addresses = [IPAddress.Loopback, IPAddress.IPv6Loopback, IPAddress.Parse("10.96.0.1")];

    public static WebApplication Build(CertificateAuthority authority, IPEndPoint endpoint)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MaxRequestLineSize = RequestHead.LineLimit;
            kestrel.Limits.MaxRequestBufferSize = RequestHead.LineLimit;
            kestrel.Limits.MaxRequestHeadersTotalSize = RequestHead.Limit;
            kestrel.Limits.MaxRequestHeaderCount = MostHeaders;
            kestrel.Limits.Http2.MaxRequestHeaderFieldSize = RequestHead.Limit;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.Http2.MaxStreamsPerConnection = StreamsPerConnection;
            kestrel.Listen(endpoint, listen => listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = authority.IssueServer("kube-apiserver", Names, Addresses),
                ClientCertificateMode = ClientCertificateMode.AllowCertificate,
                ClientCertificateValidation = (_, _, _) => true,
            }));
        });
        return builder.Build();
    }

    /// <summary>Whoever starts the cluster stops it: no signals, no console.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
