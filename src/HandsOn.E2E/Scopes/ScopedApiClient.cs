using System.Net;
using System.Runtime.CompilerServices;
using HandsOn.E2E.Api;
using HandsOn.E2E.Versions;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Scopes;

/// <summary>
/// A client for somebody who has only a part of a cluster, and need not know it: names and manifests are turned into those of the scope,
/// and "all namespaces" are those of the scope.
/// </summary>
/// <param name="inner">The client of the whole cluster; disposed with this one.</param>
/// <param name="scope">The part.</param>
public sealed class ScopedApiClient(IApiClient inner, ClusterScope scope) : IApiClient
{
    /// <inheritdoc/>
    public Uri Server => inner.Server;

    /// <inheritdoc/>
    public INamespaces Namespaces => scope;

    /// <inheritdoc/>
    public Task<KubeObject> GetAsync(ApiResource resource, string @namespace, string name, CancellationToken cancellation = default) =>
        inner.GetAsync(resource, scope.NamespaceOf(@namespace), NameOf(resource, name), cancellation);

    /// <inheritdoc/>
    public async Task<KubeList> ListAsync(
        ApiResource resource, string? @namespace = null, string? selector = null, CancellationToken cancellation = default)
    {
        var list = await inner.ListAsync(resource, scope.NamespaceOf(@namespace ?? ""), selector, cancellation);
        return SeesAll(resource, @namespace) ? list : list with { Items = [.. list.Items.Where(o => scope.Contains(o.Namespace))] };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ApiResource resource, string? @namespace, string resourceVersion, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var seesAll = SeesAll(resource, @namespace);
        await foreach (var change in inner.WatchAsync(resource, scope.NamespaceOf(@namespace ?? ""), resourceVersion, cancellation))
            if (seesAll || change.Type == "BOOKMARK" || scope.Contains(change.Object.Namespace)) yield return change;
    }

    /// <inheritdoc/>
    public async Task<KubeObject> CreateAsync(KubeObject made, CancellationToken cancellation = default) =>
        await inner.CreateAsync(await AdaptAsync(made, cancellation), cancellation);

    /// <inheritdoc/>
    public async Task DryRunAsync(KubeObject made, CancellationToken cancellation = default) =>
        await inner.DryRunAsync(await AdaptAsync(made, cancellation), cancellation);

    /// <inheritdoc/>
    public async Task<KubeObject> ApplyAsync(KubeObject wanted, CancellationToken cancellation = default) =>
        await inner.ApplyAsync(await AdaptAsync(wanted, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<KubeObject> PatchAsync(
        ApiResource resource, string @namespace, string name, JsonMap patch, string? subresource = null,
        CancellationToken cancellation = default) =>
        inner.PatchAsync(resource, scope.NamespaceOf(@namespace), NameOf(resource, name), patch, subresource, cancellation);

    /// <inheritdoc/>
    public Task<KubeObject> UpdateAsync(ApiResource resource, KubeObject changed, CancellationToken cancellation = default) =>
        inner.UpdateAsync(resource, changed, cancellation);

    /// <inheritdoc/>
    public Task DeleteAsync(
        ApiResource resource, string @namespace, string name, string? uid, TimeSpan? grace, CancellationToken cancellation) =>
        inner.DeleteAsync(resource, scope.NamespaceOf(@namespace), NameOf(resource, name), uid, grace, cancellation);

    /// <inheritdoc/>
    public Task<string> LogsAsync(
        string @namespace, string pod, string? container = null, bool previous = false, CancellationToken cancellation = default) =>
        inner.LogsAsync(scope.NamespaceOf(@namespace), pod, container, previous, cancellation);

    /// <inheritdoc/>
    public Task<string> TokenAsync(string @namespace, string serviceAccount, CancellationToken cancellation = default) =>
        inner.TokenAsync(scope.NamespaceOf(@namespace), serviceAccount, cancellation);

    /// <inheritdoc/>
    public Task<KubernetesMinor> MinorAsync(CancellationToken cancellation = default) => inner.MinorAsync(cancellation);

    /// <inheritdoc/>
    public Task<ApiResource> ResourceOfAsync(GroupVersionKind kind, CancellationToken cancellation = default) =>
        inner.ResourceOfAsync(kind, cancellation);

    /// <inheritdoc/>
    public Task<(HttpStatusCode Code, string Text)> RawAsync(string path, CancellationToken cancellation = default) =>
        inner.RawAsync(path, cancellation);

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private static bool SeesAll(ApiResource resource, string? @namespace) => !string.IsNullOrEmpty(@namespace) || !resource.Namespaced;

    private string NameOf(ApiResource resource, string name) => resource == ApiResources.Namespaces ? scope.NamespaceOf(name) : name;

    // An object that names no namespace stands in that of the reader, where it stands in one.
    private async Task<KubeObject> AdaptAsync(KubeObject made, CancellationToken cancellation)
    {
        var adapted = new KubeObject(scope.Adapt(made.Root));
        return adapted.Namespace.Length == 0 && (await inner.ResourceOfAsync(adapted.GroupVersionKind, cancellation)).Namespaced
            ? adapted.SetIn(scope.Namespace, "metadata", "namespace")
            : adapted;
    }
}
