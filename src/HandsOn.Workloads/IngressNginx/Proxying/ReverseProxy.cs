using System.Globalization;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Http;
using HandsOn.Workloads.IngressNginx.Routing;
using HandsOn.Workloads.Network;

namespace HandsOn.Workloads.IngressNginx.Proxying;

/// <summary>Passes requests on to the endpoints behind the location that they match.</summary>
internal sealed class ReverseProxy(IContainerContext container, ClusterView view, ControllerOptions options) : IDisposable
{
    private const int MostAttempts = 3;

    private readonly HttpMessageInvoker client = new(container.Network.CreateHttpHandler());
    private volatile IngressTable table = new();
    private int turn;

    public IngressTable Table
    {
        get => table;
        set => table = value;
    }

    public async ValueTask<HttpReply> AnswerAsync(HttpCall call, bool isTls, CancellationToken cancellation)
    {
        var location = table.Find(call.Host, call.Path);
        var (reply, upstream) = location is { RedirectsToTls: true } && !isTls
            ? (NginxPages.Redirect($"https://{call.Host}{call.Target}"), "")
            : await ForwardAsync(call, location, isTls, cancellation).ConfigureAwait(false);
        if (isTls) reply.Headers.Add("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        Log(call, reply, location?.Backend.ToString() ?? "upstream-default-backend", upstream);
        return reply;
    }

    public void Dispose() => client.Dispose();

    private async ValueTask<(HttpReply Reply, string Upstream)> ForwardAsync(HttpCall call, IngressLocation? location, bool isTls, CancellationToken cancellation)
    {
        var backend = location?.Backend ?? (options.DefaultBackend is var (ns, name) ? new IngressBackend(ns, name, "80") : null);
        if (backend is null) return (NginxPages.Error(404), "");
        var targets = Targets(backend);
        if (targets.Count == 0) return (NginxPages.Error(503), "");
        if (call.Headers.Has("connection", "upgrade"))
            return (await UpgradeTunnel.OpenAsync(container.Network, call, location?.Rewrite(call.Target) ?? call.Target, targets[0], isTls, cancellation).ConfigureAwait(false), targets[0]);
        var tried = new List<string>();
        // A body can be sent only once.
        var attempts = call.Body == Stream.Null ? Math.Min(MostAttempts, targets.Count) : 1;
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            var target = targets[attempt];
            tried.Add(target);
            try
            {
                using var request = Request(call, location?.Rewrite(call.Target) ?? call.Target, target, isTls);
                return (await ReplyAsync(await client.SendAsync(request, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false), string.Join(", ", tried));
            }
            catch (HttpRequestException failed)
            {
                var line = $"[error] connect() failed (111: {(failed.InnerException ?? failed).Message}) while connecting to upstream, client: {call.Remote.Address}, "
                    + $"server: {call.Host}, request: \"{call.Method} {call.Target} {call.Version}\", upstream: \"http://{target}{call.Target}\", host: \"{call.Host}\"";
                lock (container.Error) container.Error.WriteLine(line);
            }
        }
        return (NginxPages.Error(502), string.Join(", ", tried));
    }

    /// <summary>The endpoints of a backend, the one whose turn it is first.</summary>
    private List<string> Targets(IngressBackend backend)
    {
        if (view.Services.Find(backend.Namespace, backend.Service) is not { } service) return [];
        if (service.Spec.String("type") == "ExternalName") return [$"{service.Spec.String("externalName")}:{backend.Port}"];
        if (backend.PortOf(service.Spec) is not { } port) return [];
        var all = view.Endpoints(backend.Namespace, backend.Service, port.String("name") ?? "").Distinct()
            .Select(endpoint => string.Create(CultureInfo.InvariantCulture, $"{endpoint.Address}:{endpoint.Port}")).Order(StringComparer.Ordinal).ToList();
        if (all.Count < 2) return all;
        var first = (int)((uint)Interlocked.Increment(ref turn) % (uint)all.Count);
        return [.. all.Skip(first), .. all.Take(first)];
    }

    private static HttpRequestMessage Request(HttpCall call, string path, string target, bool isTls)
    {
        // The path goes on exactly as it came.
        var address = new Uri($"http://{target}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(call.Method), address);
        if (call.Body != Stream.Null) request.Content = new StreamContent(call.Body);
        if (long.TryParse(call.Headers["content-length"], CultureInfo.InvariantCulture, out var length) && request.Content is not null) request.Content.Headers.ContentLength = length;
        foreach (var (name, value) in ForwardedHeaders.Of(call, isTls))
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content?.Headers.TryAddWithoutValidation(name, value);
        request.Headers.Host = call.Headers["host"] ?? target;
        return request;
    }

    private static async ValueTask<HttpReply> ReplyAsync(HttpResponseMessage upstream, CancellationToken cancellation)
    {
        var reply = new HttpReply((int)upstream.StatusCode)
        {
            Reason = upstream.ReasonPhrase ?? "",
            Stream = await upstream.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false),
            Length = upstream.Content.Headers.ContentLength,
        };
        foreach (var (name, values) in upstream.Headers.Concat<KeyValuePair<string, IEnumerable<string>>>(upstream.Content.Headers))
            if (!ForwardedHeaders.AreHopByHop(name))
                foreach (var value in values) reply.Headers.Add(name, value);
        return reply;
    }

    private void Log(HttpCall call, HttpReply reply, string backend, string upstream)
    {
        var dash = upstream.Length > 0 ? upstream : "-";
        var status = upstream.Length > 0 ? reply.Status.ToString(CultureInfo.InvariantCulture) : "-";
        var line = $"{AccessLog.Combined(container.Time.GetUtcNow(), call, reply)} 0 0.000 [{backend}] [] {dash} {reply.Length ?? reply.Content.Length} 0.000 {status}";
        lock (container.Output) container.Output.WriteLine(line);
    }
}
