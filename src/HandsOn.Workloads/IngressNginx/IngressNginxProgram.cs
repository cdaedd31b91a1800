using System.Security.Cryptography.X509Certificates;
using System.Text;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Workloads.Api;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Http;
using HandsOn.Workloads.IngressNginx.Admission;
using HandsOn.Workloads.IngressNginx.Proxying;
using HandsOn.Workloads.IngressNginx.Status;

namespace HandsOn.Workloads.IngressNginx;

/// <summary>
/// ingress-nginx: the controller and the nginx that it configures. It knows the cluster only through its service account, so a
/// missing rule keeps it from starting, or from becoming ready.
/// </summary>
internal sealed class IngressNginxProgram(string version) : IContainerProgram
{
    private const int FatalExit = 255;
    private const string Unhealthy = "[-]nginx-ingress-controller failed: nginx is not running\n";

    private static readonly string Rule = new('-', 79);

    public async Task<int> RunAsync(IContainerContext container, CancellationToken stopping)
    {
        var options = ControllerOptions.Parse(version, container.Arguments);
        var log = new Klog(container);
        await container.Output.WriteLineAsync($"""
            {Rule}
            NGINX Ingress controller
              Release:       {version}
              Repository:    https://github.com/kubernetes/ingress-nginx
            {Rule}

            """).ConfigureAwait(false);
        try
        {
            using var api = ClusterApi.Connect(container);
            await CheckAsync(api, options, stopping).ConfigureAwait(false);
            await ServeAsync(container, api, options, log, stopping).ConfigureAwait(false);
            log.Info("sigterm.go:1", "\"Exiting\" code=0");
            return 0;
        }
        catch (Exception failed) when (failed is StatusException or HttpRequestException or IOException)
        {
            log.Fatal("main.go:1", ((failed as HttpRequestException)?.InnerException ?? failed).Message);
            return FatalExit;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0;
        }
    }

    /// <summary>What the controller demands before it begins: that the Services which its flags name can be read.</summary>
    private static async Task CheckAsync(ClusterApi api, ControllerOptions options, CancellationToken stopping)
    {
        foreach (var named in new[] { options.PublishService, options.DefaultBackend })
            if (named is var (ns, name)) await api.GetAsync(ApiResource.Services, ns, name, stopping).ConfigureAwait(false);
    }

    private static async Task ServeAsync(IContainerContext container, ClusterApi api, ControllerOptions options, Klog log, CancellationToken stopping)
    {
        var view = new ClusterView(api, options, log);
        var events = new SyncEvents(container, api, log);
        view.IngressChanged = (old, next) =>
        {
            if (next is not null && view.IsOurs(next)) events.Note(old, next);
        };
        var certificates = new CertificateStore(view, options);
        using var proxy = new ReverseProxy(container, view, options);
        var serving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tasks = new List<Task> { TellHealthAsync(container, options, serving.Task, view.Failing, stopping), view.RunAsync(container.Time, stopping) };
        await Task.WhenAny(view.Synced, Until.StoppedAsync(stopping)).ConfigureAwait(false);
        if (!stopping.IsCancellationRequested)
        {
            var election = new LeaderElection(container, api, options, log);
            var status = new StatusWriter(api, view, options, log);
            var configuring = new Configuring(view, proxy, certificates, election, status, log);
            configuring.Apply();
            tasks.AddRange(Listen(container, options, proxy, certificates, view, log, stopping));
            log.Info("nginx.go:1", "\"Starting NGINX process\"");
            serving.SetResult();
            tasks.Add(events.RunAsync(stopping));
            tasks.Add(election.RunAsync(configuring.Elected, stopping));
            tasks.Add(configuring.RunAsync(stopping));
            await Until.StoppedAsync(stopping).ConfigureAwait(false);
            log.Info("nginx.go:1", "\"Shutting down controller queues\"");
        }
        await Task.WhenAll(tasks).ConfigureAwait(false);
    }

    /// <summary>
    /// A kubelet looks as soon as the port is open, and then only a period later: it opens once nginx serves, or once something
    /// keeps it from serving.
    /// </summary>
    private static async Task TellHealthAsync(IContainerContext container, ControllerOptions options, Task serving, Task failing, CancellationToken stopping)
    {
        await Task.WhenAny(serving, failing, Until.StoppedAsync(stopping)).ConfigureAwait(false);
        if (stopping.IsCancellationRequested) return;
        using var health = container.Network.Listen(options.HealthPort);
        await new HttpServer((_, _) => ValueTask.FromResult(serving.IsCompleted ? HttpReply.Text(200, "ok") : HttpReply.Text(500, Unhealthy)))
            .RunAsync(health, stopping).ConfigureAwait(false);
    }

    private static IEnumerable<Task> Listen(
        IContainerContext container, ControllerOptions options, ReverseProxy proxy, CertificateStore certificates, ClusterView view, Klog log, CancellationToken stopping)
    {
        yield return new HttpServer((call, token) => proxy.AnswerAsync(call, false, token)).RunAsync(container.Network.Listen(options.HttpPort), stopping);
        yield return new HttpServer((call, token) => proxy.AnswerAsync(call, true, token))
        {
            Secure = (stream, token) => CertificateStore.SecureAsync(stream, host => proxy.Table.Certificate(host) ?? certificates.Default, token),
        }.RunAsync(container.Network.Listen(options.HttpsPort), stopping);
        if (options.WebhookPort is not { } port) yield break;
        if (Certificate(container, options) is not { } own)
        {
            log.Error("nginx.go:1", $"\"Error listening for TLS connections\" err=\"open {options.WebhookCertificate}: no such file or directory\"");
            yield break;
        }
        var review = new IngressReview(view, options);
        log.Info("nginx.go:1", $"\"Starting validation webhook\" address=\":{port}\" certPath=\"{options.WebhookCertificate}\" keyPath=\"{options.WebhookKey}\"");
        yield return new HttpServer(async (call, token) =>
            HttpReply.Bytes(200, JsonText.ToUtf8(review.Answer(JsonText.ParseMap(await call.ReadBodyAsync(token).ConfigureAwait(false)))), "application/json"))
        {
            Secure = (stream, token) => CertificateStore.SecureAsync(stream, _ => own, token),
        }.RunAsync(container.Network.Listen(port), stopping);
    }

    private static X509Certificate2? Certificate(IContainerContext container, ControllerOptions options) =>
        container.Files.Read(options.WebhookCertificate) is { } certificate && container.Files.Read(options.WebhookKey) is { } key
            ? CertificateStore.FromPem(Encoding.ASCII.GetString(certificate.Span), Encoding.ASCII.GetString(key.Span)) : null;
}
