using System.Globalization;
using System.Net.Http.Headers;
using HandsOn.Cluster.Network;
using HandsOn.Cluster.Workloads.Http;
using HandsOn.Cluster.Workloads.IngressNginx.Routing;

namespace HandsOn.Cluster.Workloads.IngressNginx.Proxying;

/// <summary>Passes requests on to the endpoints behind the location that they match.</summary>
internal sealed class ReverseProxy(IContainerContext container, ClusterView view, ControllerOptions options) : IDisposable
{
    private const int MostAttempts = 3;

    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase)
        { "Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Content-Length", "Host", "Expect" };

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
        if (call.Headers.Has("connection", "upgrade")) return (await TunnelAsync(call, location, targets[0], isTls, cancellation).ConfigureAwait(false), targets[0]);
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
                lock (container.Error) container.Error.WriteLine($"[error] connect() failed (111: {(failed.InnerException ?? failed).Message}) while connecting to upstream, client: {call.Remote.Address}, server: {call.Host}, request: \"{call.Method} {call.Target} {call.Version}\", upstream: \"http://{target}{call.Target}\", host: \"{call.Host}\"");
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
        var request = new HttpRequestMessage(new HttpMethod(call.Method), new Uri($"http://{target}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (call.Body != Stream.Null) request.Content = new StreamContent(call.Body);
        if (long.TryParse(call.Headers["content-length"], CultureInfo.InvariantCulture, out var length) && request.Content is not null) request.Content.Headers.ContentLength = length;
        foreach (var (name, value) in Headers(call, isTls))
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content?.Headers.TryAddWithoutValidation(name, value);
        request.Headers.Host = call.Headers["host"] ?? target;
        return request;
    }

    private static IEnumerable<KeyValuePair<string, string>> Headers(HttpCall call, bool isTls)
    {
        foreach (var header in call.Headers)
            if (!HopByHop.Contains(header.Key) && !header.Key.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) && !header.Key.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase))
                yield return header;
        var scheme = isTls ? "https" : "http";
        yield return new("X-Real-IP", call.Remote.Address.ToString());
        yield return new("X-Forwarded-For", call.Remote.Address.ToString());
        yield return new("X-Forwarded-Host", call.Headers["host"] ?? "");
        yield return new("X-Forwarded-Port", isTls ? "443" : "80");
        yield return new("X-Forwarded-Proto", scheme);
        yield return new("X-Forwarded-Scheme", scheme);
        yield return new("X-Scheme", scheme);
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
            if (!HopByHop.Contains(name))
                foreach (var value in values) reply.Headers.Add(name, value);
        return reply;
    }

    /// <summary>WebSockets and the like: the request goes on as it is, then the two connections are joined.</summary>
    private async ValueTask<HttpReply> TunnelAsync(HttpCall call, IngressLocation? location, string target, bool isTls, CancellationToken cancellation)
    {
        var colon = target.LastIndexOf(':');
        try
        {
            var upstream = await container.Network.ConnectAsync(target[..colon], int.Parse(target[(colon + 1)..], CultureInfo.InvariantCulture), cancellation).ConfigureAwait(false);
            var head = string.Concat(Headers(call, isTls).Select(header => $"{header.Key}: {header.Value}\r\n"));
            var first = $"{call.Method} {location?.Rewrite(call.Target) ?? call.Target} HTTP/1.1\r\nHost: {call.Headers["host"]}\r\nConnection: Upgrade\r\nUpgrade: {call.Headers["upgrade"]}\r\n{head}\r\n";
            await upstream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(first), cancellation).ConfigureAwait(false);
            var input = new HttpInput(System.IO.Pipelines.PipeReader.Create(upstream, new System.IO.Pipelines.StreamPipeReaderOptions(leaveOpen: true)));
            var status = (await input.ReadLineAsync(cancellation).ConfigureAwait(false) ?? "").Split(' ', 3);
            var headers = await input.ReadHeadersAsync(cancellation).ConfigureAwait(false);
            var reply = new HttpReply(int.Parse(status.ElementAtOrDefault(1) ?? "502", CultureInfo.InvariantCulture))
            {
                Headers = headers,
                Upgrade = async (downstream, stopping) =>
                {
                    await using var owned = upstream;
                    await StreamSplice.RunAsync(downstream, new DuplexStream(new HttpRest(input), upstream), stopping).ConfigureAwait(false);
                },
            };
            return reply;
        }
        catch (Exception failed) when (failed is IOException or FormatException)
        {
            return NginxPages.Error(502);
        }
    }

    private void Log(HttpCall call, HttpReply reply, string backend, string upstream)
    {
        var dash = upstream.Length > 0 ? upstream : "-";
        var line = $"{AccessLog.Combined(container.Time.GetUtcNow(), call, reply)} 0 0.000 [{backend}] [] {dash} {reply.Length ?? reply.Content.Length} 0.000 {(upstream.Length > 0 ? reply.Status : "-")}";
        lock (container.Output) container.Output.WriteLine(line);
    }
}
