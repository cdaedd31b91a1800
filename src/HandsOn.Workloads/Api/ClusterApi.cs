using System.Net.Http.Headers;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Network;

namespace HandsOn.Workloads.Api;

/// <summary>
/// How a program in a pod reaches the API server: at the Service <c>kubernetes</c>, over TLS, with the mounted token of its
/// service account (staging/src/k8s.io/client-go/rest/config.go, InClusterConfig).
/// </summary>
internal sealed class ClusterApi : IDisposable
{
    private const string Mount = "/var/run/secrets/kubernetes.io/serviceaccount/";

    private readonly IContainerContext container;
    private readonly HttpClient client;
    private readonly X509Certificate2Collection authorities = [];

    private ClusterApi(IContainerContext container, Uri address, string authority)
    {
        this.container = container;
        authorities.ImportFromPem(authority);
        var handler = container.Network.CreateHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(certificate, errors);
        client = new HttpClient(handler) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", $"{ContainerPath.FileName(container.Arguments.FirstOrDefault("program"))}/v1");
    }

    /// <summary>The API server as the pod's environment names it.</summary>
    public Uri Address => client.BaseAddress!;

    /// <exception cref="IOException">The pod has no service account, or no variables that lead to the API server.</exception>
    public static ClusterApi Connect(IContainerContext container)
    {
        if (!container.Environment.TryGetValue("KUBERNETES_SERVICE_HOST", out var host) || !container.Environment.TryGetValue("KUBERNETES_SERVICE_PORT", out var port))
            throw new IOException("unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined");
        if (container.Files.Read(Mount + "token") is null) throw new IOException($"open {Mount}token: no such file or directory");
        if (container.Files.Read(Mount + "ca.crt") is not { } authority) throw new IOException($"open {Mount}ca.crt: no such file or directory");
        return new ClusterApi(container, new Uri($"https://{host}:{port}"), Encoding.ASCII.GetString(authority.Span));
    }

    /// <exception cref="StatusException">The server refuses.</exception>
    /// <exception cref="HttpRequestException">The server cannot be reached.</exception>
    public async Task<KubeObject> GetAsync(ApiResource resource, string @namespace, string name, CancellationToken cancellation) =>
        new(await SendAsync(HttpMethod.Get, resource.Path(@namespace, name), null, cancellation).ConfigureAwait(false));

    /// <inheritdoc cref="GetAsync"/>
    /// <returns>The object; null where there is none.</returns>
    public async Task<KubeObject?> FindAsync(ApiResource resource, string @namespace, string name, CancellationToken cancellation)
    {
        try
        {
            return await GetAsync(resource, @namespace, name, cancellation).ConfigureAwait(false);
        }
        catch (StatusException missing) when (missing.Code == 404)
        {
            return null;
        }
    }

    /// <inheritdoc cref="GetAsync"/>
    public async Task<KubeObject> CreateAsync(ApiResource resource, KubeObject item, CancellationToken cancellation) =>
        new(await SendAsync(HttpMethod.Post, resource.Path(item.Namespace), Json(item.Utf8), cancellation).ConfigureAwait(false));

    /// <inheritdoc cref="GetAsync"/>
    public async Task<KubeObject> UpdateAsync(ApiResource resource, KubeObject item, CancellationToken cancellation, string subresource = "") =>
        new(await SendAsync(HttpMethod.Put, resource.Path(item.Namespace, item.Name, subresource), Json(item.Utf8), cancellation).ConfigureAwait(false));

    /// <summary>A JSON merge patch.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public async Task<KubeObject> PatchAsync(ApiResource resource, string @namespace, string name, JsonMap change, CancellationToken cancellation) =>
        new(await SendAsync(HttpMethod.Patch, resource.Path(@namespace, name), Json(JsonText.ToUtf8(change), "application/merge-patch+json"), cancellation).ConfigureAwait(false));

    /// <summary>All objects of a namespace (of all, where it is empty) and the version to watch from.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public async Task<(IReadOnlyList<KubeObject> Items, string Version)> ListAsync(ApiResource resource, string @namespace, CancellationToken cancellation)
    {
        var list = await SendAsync(HttpMethod.Get, resource.Path(@namespace), null, cancellation).ConfigureAwait(false);
        var items = list.List("items").Maps().Select(item => new KubeObject(item.With("kind", resource.Kind).With("apiVersion", resource.Version.ToString())));
        return ([.. items], list.String("metadata", "resourceVersion") ?? "");
    }

    /// <summary>The events after a version; ends when the server ends the watch.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public async IAsyncEnumerable<(string Type, KubeObject Object)> WatchAsync(
        ApiResource resource, string @namespace, string version, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Get, $"{resource.Path(@namespace)}?watch=true&allowWatchBookmarks=true&resourceVersion={version}", null);
        using var reply = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        await using var stream = await reply.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var reader = new StreamReader(stream);
        if (!reply.IsSuccessStatusCode) throw Refusal(reply, await reader.ReadToEndAsync(cancellation).ConfigureAwait(false));
        while (await reader.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.Length == 0) continue;
            var change = JsonText.ParseMap(line);
            var type = change.String("type") ?? "";
            if (type == "ERROR") throw StatusException.From(change.Map("object"));
            yield return (type, new KubeObject(change.Map("object")));
        }
    }

    public void Dispose()
    {
        client.Dispose();
        foreach (var authority in authorities) authority.Dispose();
    }

    private async Task<JsonMap> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        using var request = Request(method, path, content);
        using var reply = await client.SendAsync(request, cancellation).ConfigureAwait(false);
        var body = await reply.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        return reply.IsSuccessStatusCode ? JsonText.ParseMap(body) : throw Refusal(reply, Encoding.UTF8.GetString(body));
    }

    private HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        // Read anew every time: the kubelet renews the token.
        if (container.Files.Read(Mount + "token") is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Encoding.ASCII.GetString(token.Span).Trim());
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return request;
    }

    private static ByteArrayContent Json(ReadOnlyMemory<byte> utf8, string type = "application/json") =>
        new(utf8.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    private static StatusException Refusal(HttpResponseMessage reply, string body) =>
        body.StartsWith('{') ? StatusException.From(JsonText.ParseMap(body)) : new StatusException((int)reply.StatusCode, "", body.Trim());

    private bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 presented || errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(presented);
    }
}
