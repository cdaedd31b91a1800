using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using HandsOn.E2E.Clusters.Scopes;
using HandsOn.E2E.Versions;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Api;

/// <summary>A small client of the Kubernetes API, for what scenarios assert and waits watch. Refusals are <see cref="StatusException"/>s.</summary>
/// <param name="http">Reaches the server and says who is asking; disposed with this client.</param>
/// <param name="scope">The part of the cluster that its user has for himself: "all namespaces" are those of this part. The whole cluster where none is given.</param>
public sealed class ApiClient(HttpClient http, ClusterScope? scope = null) : IDisposable
{
    private const string FieldManager = "handson-e2e";

    private readonly ApiDiscovery discovery = new(http);

    /// <summary>The part of the cluster in which the names that it is given stand.</summary>
    public ClusterScope Scope { get; } = scope ?? ClusterScope.Whole;

    /// <summary>Says in a sentence what a request met that did not reach the server; what .NET says of it where nothing is given.</summary>
    internal Func<HttpRequestException, Exception> Unreached { get; init; } = static failed => failed;

    /// <summary>The server's address.</summary>
    public Uri Server => http.BaseAddress!;

    /// <summary>Reads one object; <see langword="null"/> where there is none.</summary>
    /// <exception cref="StatusException">The server refuses.</exception>
    public async Task<KubeObject?> FindAsync(ApiResource resource, string @namespace, string name, CancellationToken cancellation = default)
    {
        try
        {
            return await GetAsync(resource, @namespace, name, cancellation);
        }
        catch (StatusException missing) when (missing.Code == 404)
        {
            return null;
        }
    }

    /// <summary>Reads one object.</summary>
    /// <exception cref="StatusException">There is none, or the server refuses.</exception>
    public Task<KubeObject> GetAsync(ApiResource resource, string @namespace, string name, CancellationToken cancellation = default) =>
        ObjectAsync(HttpMethod.Get, PathOf(resource, @namespace, name), null, null, cancellation);

    /// <summary>Reads a collection, of all namespaces where none is named.</summary>
    /// <exception cref="StatusException">The server refuses.</exception>
    public async Task<KubeList> ListAsync(ApiResource resource, string? @namespace = null, string? selector = null, CancellationToken cancellation = default)
    {
        var query = selector is null ? "" : "?labelSelector=" + Uri.EscapeDataString(selector);
        var list = JsonText.ParseMap(await SendAsync(HttpMethod.Get, PathOf(resource, @namespace) + query, null, null, cancellation));
        var apiVersion = new GroupVersion(resource.Group, resource.Version).ToString();
        return new(
            [.. list.List("items").Maps().Select(item => new KubeObject(item.With("apiVersion", apiVersion).With("kind", resource.Kind))).Where(o => IsOurs(resource, @namespace, o))],
            list.String("metadata", "resourceVersion") ?? "");
    }

    /// <summary>Follows a collection from a moment on, until the server ends the stream.</summary>
    /// <exception cref="StatusException">The server refuses, or the moment is too old (410).</exception>
    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ApiResource resource, string? @namespace, string resourceVersion, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var path = $"{PathOf(resource, @namespace)}?watch=true&allowWatchBookmarks=true&resourceVersion={resourceVersion}";
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await ReachAsync(() => http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation));
        if (!response.IsSuccessStatusCode) throw await RefusalAsync(response, cancellation);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation), Encoding.UTF8);
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            var change = JsonText.ParseMap(line);
            var type = change.String("type") ?? "";
            if (type == "ERROR") throw StatusException.From(change.Map("object"));
            var told = new KubeObject(change.Map("object"));
            if (type == "BOOKMARK" || IsOurs(resource, @namespace, told)) yield return new(type, told);
        }
    }

    /// <summary>Creates an object.</summary>
    /// <exception cref="StatusException">The server refuses.</exception>
    public async Task<KubeObject> CreateAsync(KubeObject made, CancellationToken cancellation = default)
    {
        made = new(Scope.Adapt(made.Root));
        var resource = await discovery.FindAsync(made.GroupVersionKind, cancellation);
        return await ObjectAsync(HttpMethod.Post, PathOf(resource, NamespaceOf(made)) + $"?fieldManager={FieldManager}&fieldValidation=Strict", made.Root, "application/json", cancellation);
    }

    /// <summary>Asks whether an object could be created; nothing is.</summary>
    /// <exception cref="StatusException">The server, or somebody whom it asks, refuses.</exception>
    public async Task DryRunAsync(KubeObject made, CancellationToken cancellation = default)
    {
        made = new(Scope.Adapt(made.Root));
        var resource = await discovery.FindAsync(made.GroupVersionKind, cancellation);
        await ObjectAsync(HttpMethod.Post, PathOf(resource, NamespaceOf(made)) + "?dryRun=All", made.Root, "application/json", cancellation);
    }

    /// <summary>Makes the cluster hold what the object says (server-side apply).</summary>
    /// <exception cref="StatusException">The server refuses.</exception>
    public async Task<KubeObject> ApplyAsync(KubeObject wanted, CancellationToken cancellation = default)
    {
        wanted = new(Scope.Adapt(wanted.Root));
        var resource = await discovery.FindAsync(wanted.GroupVersionKind, cancellation);
        var path = $"{PathOf(resource, NamespaceOf(wanted), wanted.Name)}?fieldManager={FieldManager}&force=true&fieldValidation=Strict";
        return await ObjectAsync(HttpMethod.Patch, path, wanted.Root, "application/apply-patch+yaml", cancellation);
    }

    /// <summary>Changes an object by a merge patch.</summary>
    /// <exception cref="StatusException">The server refuses.</exception>
    public Task<KubeObject> PatchAsync(
        ApiResource resource, string @namespace, string name, JsonMap patch, string? subresource = null, CancellationToken cancellation = default) =>
        ObjectAsync(HttpMethod.Patch, PathOf(resource, @namespace, name, subresource), patch, "application/merge-patch+json", cancellation);

    /// <summary>Deletes an object; it is no error where there is none.</summary>
    /// <exception cref="StatusException">The server refuses.</exception>
    public Task DeleteAsync(ApiResource resource, string @namespace, string name, TimeSpan? grace = null, CancellationToken cancellation = default) =>
        DeleteAsync(resource, @namespace, name, null, grace, cancellation);

    /// <summary>Deletes an object as it was read; it is no error where it is gone, whatever has its name now.</summary>
    /// <exception cref="StatusException">The server refuses.</exception>
    public async Task DeleteAsync(ApiResource resource, KubeObject read, TimeSpan? grace = null, CancellationToken cancellation = default)
    {
        try
        {
            await DeleteAsync(resource, read.Namespace, read.Name, read.Uid, grace, cancellation);
        }
        catch (StatusException another) when (another.Code == 409)
        {
            // Another object has its name, and is nothing of ours.
        }
    }

    private async Task DeleteAsync(ApiResource resource, string @namespace, string name, string? uid, TimeSpan? grace, CancellationToken cancellation)
    {
        var options = JsonMap.Of(
            ("apiVersion", "v1"), ("kind", "DeleteOptions"), ("gracePeriodSeconds", grace is { } g ? (long)g.TotalSeconds : null),
            ("propagationPolicy", "Background"), ("preconditions", uid is null ? null : JsonMap.Of(("uid", uid))));
        try
        {
            await SendAsync(HttpMethod.Delete, PathOf(resource, @namespace, name), options, "application/json", cancellation);
        }
        catch (StatusException missing) when (missing.Code == 404)
        {
            // That is what was wanted.
        }
    }

    /// <summary>Reads a container's log.</summary>
    /// <param name="namespace">The pod's namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">Needed where the pod has several.</param>
    /// <param name="previous">Whether the log of the container's last life is meant.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="StatusException">The server refuses.</exception>
    public async Task<string> LogsAsync(string @namespace, string pod, string? container = null, bool previous = false, CancellationToken cancellation = default)
    {
        var query = (container is null ? "" : $"&container={container}") + (previous ? "&previous=true" : "");
        return Encoding.UTF8.GetString(await SendAsync(HttpMethod.Get, PathOf(ApiResources.Pods, @namespace, pod, "log") + (query.Length == 0 ? "" : "?" + query[1..]), null, null, cancellation));
    }

    /// <summary>Issues a token with which one acts as a service account.</summary>
    /// <exception cref="StatusException">The server refuses.</exception>
    public async Task<string> TokenAsync(string @namespace, string serviceAccount, CancellationToken cancellation = default)
    {
        var asked = JsonMap.Of(("apiVersion", "authentication.k8s.io/v1"), ("kind", "TokenRequest"), ("spec", JsonMap.Empty));
        var path = PathOf(ApiResources.ServiceAccounts, @namespace, serviceAccount, "token");
        return (await ObjectAsync(HttpMethod.Post, path, asked, "application/json", cancellation)).Status.String("token") ?? "";
    }

    /// <summary>Replaces an object by another state of it; its resource version must be the stored one.</summary>
    /// <exception cref="StatusException">The server refuses: 409 where somebody else has written in between.</exception>
    public Task<KubeObject> UpdateAsync(ApiResource resource, KubeObject changed, CancellationToken cancellation = default) =>
        ObjectAsync(HttpMethod.Put, PathOf(resource, changed.Namespace, changed.Name), changed.Root, "application/json", cancellation);

    /// <summary>The server's minor release.</summary>
    public async Task<KubernetesMinor> MinorAsync(CancellationToken cancellation = default) =>
        KubernetesMinor.Parse(JsonText.ParseMap(await SendAsync(HttpMethod.Get, "/version", null, null, cancellation)).String("gitVersion") ?? "");

    /// <summary>Asks for any path and gives the answer's code and text, whatever they are.</summary>
    public async Task<(HttpStatusCode Code, string Text)> RawAsync(string path, CancellationToken cancellation = default)
    {
        using var response = await ReachAsync(() => http.GetAsync(path, cancellation));
        return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellation));
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static string NamespaceOf(KubeObject made) => made.Namespace.Length == 0 ? ClusterScope.Default : made.Namespace;

    private string PathOf(ApiResource resource, string? @namespace, string? name = null, string? subresource = null) => resource.Path(
        string.IsNullOrEmpty(@namespace) ? null : Scope.NamespaceOf(@namespace), name is not null && resource == ApiResources.Namespaces ? Scope.NamespaceOf(name) : name, subresource);

    private bool IsOurs(ApiResource resource, string? asked, KubeObject found) => !string.IsNullOrEmpty(asked) || !resource.Namespaced || Scope.Contains(found.Namespace);

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
