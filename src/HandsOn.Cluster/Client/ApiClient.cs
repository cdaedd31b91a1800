using HandsOn.Cluster.Api.Fields;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Kubernetes.Apply;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Client;

/// <summary>
/// How the cluster's own parts talk to the API server: the same authorization, admission, validation and conflicts as over
/// HTTP, without the bytes. One client has one identity.
/// </summary>
internal sealed class ApiClient(ApiServer server, UserInfo user, string fieldManager)
{
    public ApiServer Server { get; } = server;

    public UserInfo User { get; } = user;

    /// <exception cref="StatusException">403, 404.</exception>
    public KubeObject Get(GroupResource resource, string @namespace, string name) =>
        Server.Get(Request(resource, "get", @namespace, name));

    /// <summary>The object, or null where there is none.</summary>
    /// <exception cref="StatusException">403.</exception>
    public KubeObject? Find(GroupResource resource, string @namespace, string name)
    {
        try
        {
            return Get(resource, @namespace, name);
        }
        catch (StatusException missing) when (missing.Code == 404)
        {
            return null;
        }
    }

    /// <summary>The objects of one namespace, or of all where it is empty.</summary>
    /// <exception cref="StatusException">403.</exception>
    public IEnumerable<KubeObject> List(GroupResource resource, string @namespace = "") =>
        Server.List(Request(resource, "list", @namespace, "")).Objects(@namespace);

    /// <exception cref="StatusException">403.</exception>
    public (ResourceSnapshot Snapshot, StoreWatch Watch) ListAndWatch(GroupResource resource) =>
        Server.ListAndWatch(Request(resource, "watch", "", ""));

    /// <exception cref="StatusException">403, 409, 422 or what admission says.</exception>
    public ValueTask<KubeObject> CreateAsync(GroupResource resource, KubeObject item, CancellationToken cancellation = default) =>
        Server.CreateAsync(Request(resource, "create", item.Namespace, item.Name), item, cancellation);

    /// <summary>Writes an object that was read before: fails with a conflict where it is no longer the newest.</summary>
    /// <exception cref="StatusException">403, 404, 409, 422 or what admission says.</exception>
    public async ValueTask<KubeObject> UpdateAsync(GroupResource resource, KubeObject item, string subresource = "", CancellationToken cancellation = default)
    {
        var request = Request(resource, "update", item.Namespace, item.Name) with { Subresource = subresource };
        return (await Server.UpdateAsync(request, _ => item, cancellation).ConfigureAwait(false)).Object;
    }

    /// <summary>Changes whatever is stored now, as a patch does. The change must not keep the resource version of an older object.</summary>
    /// <exception cref="StatusException">403, 404, 422 or what admission says.</exception>
    public async ValueTask<KubeObject> PatchAsync(
        GroupResource resource, string @namespace, string name, Func<KubeObject, KubeObject> change, string subresource = "", CancellationToken cancellation = default)
    {
        var request = Request(resource, "patch", @namespace, name) with { Subresource = subresource };
        KubeObject Unversioned(KubeObject? current) =>
            change(current ?? throw StatusErrors.NotFound(resource, name)).RemoveIn("metadata", "resourceVersion");
        return (await Server.UpdateAsync(request, Unversioned, cancellation).ConfigureAwait(false)).Object;
    }

    /// <summary>Server-side apply, with force; creates the object where there is none.</summary>
    /// <exception cref="StatusException">400, 403, 409, 422 or what admission says.</exception>
    public async ValueTask<KubeObject> ApplyAsync(
        GroupResource resource, KubeObject configuration, string manager, CancellationToken cancellation = default)
    {
        var request = Request(resource, "patch", configuration.Namespace, configuration.Name) with
        {
            IsApply = true,
            FieldManager = manager,
            NamesFieldManager = true,
        };
        var kind = configuration.GroupVersionKind;
        var type = Server.Catalog.Schemas.ForKind(kind) ?? throw StatusErrors.Internal($"no schema of {kind}");
        var writer = FieldWriters.Of(request, kind, Server.Context.Time.GetUtcNow());
        KubeObject Applied(KubeObject? current) => new(
            ServerSideApply.Apply(current?.Root, configuration.Root, type, writer, force: true).RemoveIn("metadata", "resourceVersion"));
        return (await Server.UpdateAsync(request, Applied, cancellation).ConfigureAwait(false)).Object;
    }

    /// <summary>Gives a pod its node: <c>pods/binding</c>.</summary>
    /// <exception cref="StatusException">403, 404, 409 or what admission says.</exception>
    public async ValueTask<KubeObject> BindAsync(KubeObject binding, CancellationToken cancellation = default)
    {
        var request = Request(PodKind.Resource, "create", binding.Namespace, binding.Name) with { Subresource = "binding" };
        return (await Server.BindAsync(request, binding, cancellation).ConfigureAwait(false)).Object;
    }

    /// <exception cref="StatusException">403, 404, 409 or what admission says.</exception>
    public async ValueTask<KubeObject> DeleteAsync(
        GroupResource resource, string @namespace, string name, DeleteOptions? options = null, CancellationToken cancellation = default)
    {
        var request = Request(resource, "delete", @namespace, name);
        return (await Server.DeleteAsync(request, options ?? DeleteOptions.Default, cancellation).ConfigureAwait(false)).Object;
    }

    private RequestContext Request(GroupResource resource, string verb, string @namespace, string name) =>
        new(User, Server.Catalog.Get(resource), verb) { Namespace = @namespace, Name = name, FieldManager = fieldManager };
}
