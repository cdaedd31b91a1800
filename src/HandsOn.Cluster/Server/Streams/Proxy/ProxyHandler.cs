using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Server.Http;
using HandsOn.Cluster.Server.Http.Handlers;
using HandsOn.Kubernetes.Errors;
using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server.Streams.Proxy;

/// <summary>
/// <c>pods/proxy</c> and <c>services/proxy</c>: an HTTP request handed on to a pod
/// (staging/src/k8s.io/apimachinery/pkg/util/proxy/upgradeaware.go).
/// </summary>
internal sealed class ProxyHandler(ApiServer server, IKubelets? kubelets) : IVerbHandler
{
    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Host", "Authorization", "Content-Length",
    };

    public async Task HandleAsync(ApiCall call)
    {
        var target = ProxyTarget.Of(server, call.Request);
        var kubelet = new PodTarget(target.Pod, kubelets).RequireKubelet();
        using var client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = (_, cancellation) => kubelet.ConnectAsync(target.Pod, target.Port, cancellation),
        });
        using var request = Request(call, target);
        try
        {
            using var response = await client.SendAsync(request, call.Aborted).ConfigureAwait(false);
            await CopyAsync(response, call.Http.Response, call.Aborted).ConfigureAwait(false);
        }
        catch (HttpRequestException failure) when (!call.Http.Response.HasStarted)
        {
            throw new StatusException(503, "ServiceUnavailable", $"error trying to reach service: {failure.InnerException?.Message ?? failure.Message}");
        }
    }

    private static HttpRequestMessage Request(ApiCall call, ProxyTarget target)
    {
        var incoming = call.Http.Request;
        var host = target.Pod.Status.String("podIP") is { Length: > 0 } ip ? ip : target.Pod.Name;
        var path = string.Concat(call.Path.Rest.Select(s => "/" + Uri.EscapeDataString(s))) + (call.Path.Text.EndsWith('/') || call.Path.Rest.Count == 0 ? "/" : "");
        var request = new HttpRequestMessage(HttpMethod.Parse(incoming.Method), $"http://{host}:{target.Port}{path}{incoming.QueryString}");
        if (incoming.ContentLength > 0 || incoming.Headers.TransferEncoding.Count > 0) request.Content = new StreamContent(incoming.Body);
        foreach (var (name, values) in incoming.Headers)
            if (!HopByHop.Contains(name) && !name.StartsWith(':') && !request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        return request;
    }

    private static async Task CopyAsync(HttpResponseMessage response, HttpResponse outgoing, CancellationToken cancellation)
    {
        outgoing.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
            if (!HopByHop.Contains(name)) outgoing.Headers[name] = values.ToArray();
        await response.Content.CopyToAsync(outgoing.Body, cancellation).ConfigureAwait(false);
    }
}
