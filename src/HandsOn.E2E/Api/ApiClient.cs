using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using HandsOn.E2E.Versions;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Api;

/// <summary>A small client of the Kubernetes API over HTTP, for the whole of a cluster.</summary>
/// <param name="http">Reaches the server and says who is asking; disposed with this client.</param>
public sealed class ApiClient(HttpClient http) : IApiClient
{
    private const string FieldManager = "handson-e2e";
    private const string DefaultNamespace = "default";

    private readonly ApiDiscovery discovery = new(http);

    /// <summary>Says in a sentence what a request met that did not reach the server; what .NET says of it where nothing is given.</summary>
    internal Func<HttpRequestException, Exception> Unreached { get; init; } = static failed => failed;

    /// <inheritdoc/>
    public Uri Server => http.BaseAddress!;

    /// <inheritdoc/>
    public INamespaces Namespaces => AllNamespaces.Instance;

    /// <inheritdoc/>
    public Task<KubeObject> GetAsync(ApiResource resource, string @namespace, string name, CancellationToken cancellation = default) =>
        ObjectAsync(HttpMethod.Get, resource.Path(@namespace, name), null, null, cancellation);

    /// <inheritdoc/>
    public async Task<KubeList> ListAsync(
        ApiResource resource, string? @namespace = null, string? selector = null, CancellationToken cancellation = default)
    {
        var query = selector is null ? "" : "?labelSelector=" + Uri.EscapeDataString(selector);
        var list = JsonText.ParseMap(await SendAsync(HttpMethod.Get, resource.Path(@namespace) + query, null, null, cancellation));
        var apiVersion = new GroupVersion(resource.Group, resource.Version).ToString();
        return new(
            [.. list.List("items").Maps().Select(item => new KubeObject(item.With("apiVersion", apiVersion).With("kind", resource.Kind)))],
            list.String("metadata", "resourceVersion") ?? "");
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ApiResource resource, string? @namespace, string resourceVersion, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var path = $"{resource.Path(@namespace)}?watch=true&allowWatchBookmarks=true&resourceVersion={resourceVersion}";
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await ReachAsync(() => http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation));
        if (!response.IsSuccessStatusCode) throw await RefusalAsync(response, cancellation);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation), Encoding.UTF8);
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            var change = JsonText.ParseMap(line);
            var type = change.String("type") ?? "";
            if (type == "ERROR") throw StatusException.From(change.Map("object"));
            yield return new(type, new(change.Map("object")));
        }
    }

    /// <inheritdoc/>
    public async Task<KubeObject> CreateAsync(KubeObject made, CancellationToken cancellation = default)
    {
        var resource = await discovery.FindAsync(made.GroupVersionKind, cancellation);
        var path = $"{resource.Path(NamespaceOf(made))}?fieldManager={FieldManager}&fieldValidation=Strict";
        return await ObjectAsync(HttpMethod.Post, path, made.Root, "application/json", cancellation);
    }

    /// <inheritdoc/>
    public async Task DryRunAsync(KubeObject made, CancellationToken cancellation = default)
    {
        var resource = await discovery.FindAsync(made.GroupVersionKind, cancellation);
        await ObjectAsync(HttpMethod.Post, resource.Path(NamespaceOf(made)) + "?dryRun=All", made.Root, "application/json", cancellation);
    }

    /// <inheritdoc/>
    public async Task<KubeObject> ApplyAsync(KubeObject wanted, CancellationToken cancellation = default)
    {
        var resource = await discovery.FindAsync(wanted.GroupVersionKind, cancellation);
        var path = $"{resource.Path(NamespaceOf(wanted), wanted.Name)}?fieldManager={FieldManager}&force=true&fieldValidation=Strict";
        return await ObjectAsync(HttpMethod.Patch, path, wanted.Root, "application/apply-patch+yaml", cancellation);
    }

    /// <inheritdoc/>
    public Task<KubeObject> PatchAsync(
        ApiResource resource, string @namespace, string name, JsonMap patch, string? subresource = null,
        CancellationToken cancellation = default) =>
        ObjectAsync(HttpMethod.Patch, resource.Path(@namespace, name, subresource), patch, "application/merge-patch+json", cancellation);

    /// <inheritdoc/>
    public async Task DeleteAsync(
        ApiResource resource, string @namespace, string name, string? uid, TimeSpan? grace, CancellationToken cancellation)
    {
        var options = JsonMap.Of(
            ("apiVersion", "v1"), ("kind", "DeleteOptions"), ("gracePeriodSeconds", grace is { } g ? (long)g.TotalSeconds : null),
            ("propagationPolicy", "Background"), ("preconditions", uid is null ? null : JsonMap.Of(("uid", uid))));
        try
        {
            await SendAsync(HttpMethod.Delete, resource.Path(@namespace, name), options, "application/json", cancellation);
        }
        catch (StatusException missing) when (missing.Code == 404)
        {
            // That is what was wanted.
        }
    }

    /// <inheritdoc/>
    public async Task<string> LogsAsync(
        string @namespace, string pod, string? container = null, bool previous = false, CancellationToken cancellation = default)
    {
        var query = (container is null ? "" : $"&container={container}") + (previous ? "&previous=true" : "");
        var path = ApiResources.Pods.Path(@namespace, pod, "log") + (query.Length == 0 ? "" : "?" + query[1..]);
        return Encoding.UTF8.GetString(await SendAsync(HttpMethod.Get, path, null, null, cancellation));
    }

    /// <inheritdoc/>
    public async Task<string> TokenAsync(string @namespace, string serviceAccount, CancellationToken cancellation = default)
    {
        var asked = JsonMap.Of(("apiVersion", "authentication.k8s.io/v1"), ("kind", "TokenRequest"), ("spec", JsonMap.Empty));
        var path = ApiResources.ServiceAccounts.Path(@namespace, serviceAccount, "token");
        return (await ObjectAsync(HttpMethod.Post, path, asked, "application/json", cancellation)).Status.String("token") ?? "";
    }

    /// <inheritdoc/>
    public Task<KubeObject> UpdateAsync(ApiResource resource, KubeObject changed, CancellationToken cancellation = default) =>
        ObjectAsync(HttpMethod.Put, resource.Path(changed.Namespace, changed.Name), changed.Root, "application/json", cancellation);

    /// <inheritdoc/>
    public async Task<KubernetesMinor> MinorAsync(CancellationToken cancellation = default) =>
        KubernetesMinor.Parse(JsonText.ParseMap(await SendAsync(HttpMethod.Get, "/version", null, null, cancellation)).String("gitVersion") ?? "");

    /// <inheritdoc/>
    public Task<ApiResource> ResourceOfAsync(GroupVersionKind kind, CancellationToken cancellation = default) =>
        discovery.FindAsync(kind, cancellation);

    /// <inheritdoc/>
    public async Task<(HttpStatusCode Code, string Text)> RawAsync(string path, CancellationToken cancellation = default)
    {
        using var response = await ReachAsync(() => http.GetAsync(path, cancellation));
        return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellation));
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static string NamespaceOf(KubeObject made) => made.Namespace.Length == 0 ? DefaultNamespace : made.Namespace;

    private async Task<KubeObject> ObjectAsync(HttpMethod method, string path, JsonMap? body, string? contentType, CancellationToken cancellation) =>
        new(JsonText.ParseMap(await SendAsync(method, path, body, contentType, cancellation)));

    private async Task<byte[]> SendAsync(HttpMethod method, string path, JsonMap? body, string? contentType, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonText.ToUtf8(body));
            request.Content.Headers.ContentType = new(contentType!);
        }
        using var response = await ReachAsync(() => http.SendAsync(request, cancellation));
        if (!response.IsSuccessStatusCode) throw await RefusalAsync(response, cancellation);
        return await response.Content.ReadAsByteArrayAsync(cancellation);
    }

    private async Task<HttpResponseMessage> ReachAsync(Func<Task<HttpResponseMessage>> send)
    {
        try
        {
            return await send();
        }
        catch (HttpRequestException failed) when (Unreached(failed) is var said && !ReferenceEquals(said, failed))
        {
            throw said;
        }
    }

    private static async Task<StatusException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return text.StartsWith('{') && JsonText.ParseMap(text) is var status && status.String("kind") == "Status"
            ? StatusException.From(status)
            : new StatusException((int)response.StatusCode, "", text.Length == 0 ? $"the API server answers {(int)response.StatusCode}" : text.Trim());
    }
}
