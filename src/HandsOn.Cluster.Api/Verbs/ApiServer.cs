using HandsOn.Cluster.Api.Admission;
using HandsOn.Cluster.Api.Authorization;
using HandsOn.Cluster.Api.Authorization.Escalation;
using HandsOn.Cluster.Api.Fields;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Verbs;

/// <summary>
/// The API server without HTTP: every request, from a client or from the cluster's own controllers, passes authorization,
/// admission, validation and storage here. The objects that go in and out are in the storage version; decoding and
/// conversion are the business of the HTTP side.
/// </summary>
internal sealed class ApiServer
{
    private readonly Creator creator;
    private readonly Updater updater;
    private readonly Deleter deleter;

    public ApiServer(PublishedCatalog catalogs, ResourceContext context, IAuthorizer authorizer, AdmissionChain admission, IFieldTracker fields)
    {
        Catalogs = catalogs;
        Context = context;
        Authorizer = authorizer;
        var escalation = new EscalationCheck(authorizer, new RbacRules(context.Store));
        creator = new Creator(context, admission, fields, escalation);
        deleter = new Deleter(context, admission);
        updater = new Updater(context, admission, fields, escalation, creator, deleter, Demand);
    }

    public PublishedCatalog Catalogs { get; }

    /// <summary>The newest snapshot of the catalogue.</summary>
    public ResourceCatalog Catalog => Catalogs.Current;

    public ResourceContext Context { get; }

    public IAuthorizer Authorizer { get; }

    public ObjectStore Store => Context.Store;

    /// <exception cref="StatusException">403, 404.</exception>
    public KubeObject Get(RequestContext request)
    {
        Demand(request);
        return Store.Find(request.Resource, request.Key) ?? throw StatusErrors.NotFound(request.Resource, request.Name);
    }

    /// <summary>Everything of the resource, at one revision; selecting and paging is the reader's.</summary>
    /// <exception cref="StatusException">403.</exception>
    public ResourceSnapshot List(RequestContext request)
    {
        Demand(request);
        return Store.Snapshot(request.Resource);
    }

    /// <exception cref="StatusException">403, 410.</exception>
    public StoreWatch Watch(RequestContext request, long? since)
    {
        Demand(request);
        return Store.Watch(request.Resource, since);
    }

    /// <exception cref="StatusException">403.</exception>
    public (ResourceSnapshot Snapshot, StoreWatch Watch) ListAndWatch(RequestContext request)
    {
        Demand(request);
        return Store.SnapshotAndWatch(request.Resource);
    }

    /// <exception cref="StatusException">403, 409, 422 or what admission says.</exception>
    public ValueTask<KubeObject> CreateAsync(RequestContext request, KubeObject item, CancellationToken cancellation = default)
    {
        Demand(request);
        return creator.CreateAsync(request, item, cancellation);
    }

    /// <summary>
    /// Replaces what is stored by what <paramref name="change"/> makes of it: a PUT ignores the current object, a patch changes
    /// it. Called again with a newer object where somebody else wrote in between and the change names no resource version.
    /// </summary>
    /// <exception cref="StatusException">403, 404, 409, 422 or what admission says.</exception>
    public ValueTask<UpdateResult> UpdateAsync(RequestContext request, Func<KubeObject?, KubeObject> change, CancellationToken cancellation = default)
    {
        Demand(request);
        return updater.UpdateAsync(request, change, cancellation);
    }

    /// <summary>Gives a pod the node that a Binding object names (<c>pods/binding</c>).</summary>
    /// <exception cref="StatusException">403, 404, 409 or what admission says.</exception>
    public ValueTask<UpdateResult> BindAsync(RequestContext request, KubeObject binding, CancellationToken cancellation = default) =>
        UpdateAsync(request, pod => PodBinding.Bind(
            pod ?? throw StatusErrors.NotFound(request.Resource, request.Name), binding, Context.Time.GetUtcNow(), Context.Minor).RemoveIn("metadata", "resourceVersion"), cancellation);

    /// <exception cref="StatusException">403, 404, 409 or what admission says.</exception>
    public ValueTask<DeleteResult> DeleteAsync(RequestContext request, DeleteOptions options, CancellationToken cancellation = default)
    {
        Demand(request);
        return deleter.DeleteAsync(request, options, cancellation);
    }

    /// <summary>Refuses what the user may not do, in the words of the real server.</summary>
    /// <exception cref="StatusException">403.</exception>
    public void Demand(RequestContext request)
    {
        if (!request.IsAuthorized) Demand(AccessAttributes.Of(request));
    }

    /// <inheritdoc cref="Demand(RequestContext)"/>
    public void Demand(AccessAttributes access)
    {
        var (allowed, reason) = Authorizer.Authorize(access);
        if (!allowed) throw Refusals.Forbidden(access, reason);
    }
}
