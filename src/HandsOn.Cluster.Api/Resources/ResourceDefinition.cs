using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources;

/// <summary>
/// All that is particular to one kind. The generic verbs call these in the order in which the real
/// registry does (staging/src/k8s.io/apiserver/pkg/registry/rest/create.go, update.go, delete.go); each kind overrides what it
/// has of its own.
/// </summary>
internal abstract class ResourceDefinition
{
    public abstract ResourceNames Names { get; }

    /// <summary>One sentence for <c>kubectl explain</c>; null where there is none.</summary>
    public virtual string? Description => null;

    /// <summary>The versions under which the kind can be reached, the preferred one first; by default the storage version, on every minor.</summary>
    public virtual IReadOnlyList<ServedVersion> Versions => versions ??= [new ServedVersion(Names.GroupVersion)];

    /// <summary>What an object's name must be.</summary>
    public virtual IReadOnlyList<string> CheckName(string name, int minor) => NameRules.Dns1123Subdomain(name);

    /// <summary>The verbs of the main resource, as discovery lists them.</summary>
    public virtual IReadOnlyList<string> Verbs => StandardVerbs;

    public virtual IReadOnlyList<Subresource> Subresources => [];

    /// <summary>Access that the user-facing ClusterRoles give to the kind and its subresources; none by default.</summary>
    public virtual IReadOnlyList<DefaultAccess> DefaultAccess => [];

    /// <summary>Whether the object has a generation that counts the changes of its spec.</summary>
    public virtual bool HasGeneration => false;

    /// <summary>The first minor in which it has.</summary>
    public virtual int GenerationSince => 0;

    /// <summary>The part whose changes the generation counts.</summary>
    public virtual object? GenerationCounts(KubeObject item) => item.Root["spec"];

    public bool HasGenerationIn(int minor) => HasGeneration && minor >= GenerationSince;

    /// <summary>The status of a new object, with the members that are always written; null where the kind has no status.</summary>
    public virtual JsonMap? EmptyStatus => null;

    public bool HasSubresource(string name) => Subresources.Any(s => s.Name == name);

    /// <summary>Whether PUT to a name that does not exist creates the object (Lease, Event, Endpoints ...).</summary>
    public virtual bool AllowsCreateOnUpdate => false;

    /// <summary>Whether an update must name the resource version that it saw.</summary>
    public virtual bool RequiresResourceVersion => false;

    /// <summary>Whether a deletion waits for <c>spec.finalizers</c> too, as that of a namespace does.</summary>
    public virtual bool HasSpecFinalizers => false;

    /// <summary>Fields besides <c>metadata.name</c> and <c>metadata.namespace</c> by which lists can be selected.</summary>
    public virtual IReadOnlyDictionary<string, Func<KubeObject, string>> FieldSelectors => NoFields;

    /// <summary>The columns of <c>kubectl get</c>.</summary>
    public virtual TableLayout Table => TableLayout.NameAndAge;

    /// <summary>Fills in what the user left out, in the storage version.</summary>
    public virtual JsonMap Default(JsonMap item, ResourceContext context) => item;

    /// <summary>Converts between the served versions; the server has set neither apiVersion nor kind yet.</summary>
    public virtual JsonMap Convert(JsonMap item, GroupVersion from, GroupVersion to) => item;

    /// <summary>Before validation of a new object: drops what users may not set (status), allocates.</summary>
    public virtual KubeObject PrepareForCreate(KubeObject item, ResourceContext context) =>
        new(item.Root.WithOrWithout("status", EmptyStatus));

    /// <summary>Before validation of an update of the main resource: puts back what users may not change.</summary>
    public virtual KubeObject PrepareForUpdate(KubeObject item, KubeObject old, ResourceContext context) => KeepStatus(item, old);

    /// <summary>Before validation of an update through <c>/status</c>: only the status changes.</summary>
    public virtual KubeObject PrepareForStatusUpdate(KubeObject item, KubeObject old, ResourceContext context) =>
        new(old.Root.WithOrWithout("status", item.Root["status"]).With("metadata", item.Metadata));

    /// <summary>Before validation of an update through another subresource: only what that subresource is about changes.</summary>
    public virtual KubeObject PrepareForSubresourceUpdate(string subresource, KubeObject item, KubeObject old, ResourceContext context) => item;

    public virtual void Validate(KubeObject item, FieldErrors errors, ResourceContext context) { }

    public virtual void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        Validate(item, errors, context);

    public virtual void ValidateStatusUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) { }

    public virtual void ValidateSubresourceUpdate(string subresource, KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) { }

    /// <summary>Texts for Warning headers about an accepted object.</summary>
    public virtual IEnumerable<string> Warnings(KubeObject item, KubeObject? old, ResourceContext context) => [];

    /// <summary>How long the object lives on after a delete request, in seconds; null where it goes at once (all but pods).</summary>
    public virtual long? GracePeriod(KubeObject item, DeleteOptions options) => null;

    /// <summary>
    /// Gives back what was allocated for <paramref name="item"/> and is not held by <paramref name="keeper"/>: after an object
    /// has left the store (no keeper), after a create that had been prepared failed (no keeper), after an update (the keeper is
    /// what is stored now), after an update that had been prepared failed (the keeper is what is still stored).
    /// </summary>
    public virtual void Released(KubeObject item, KubeObject? keeper, ResourceContext context) { }

    protected static KubeObject KeepStatus(KubeObject item, KubeObject old) =>
        new(item.Root.WithOrWithout("status", old.Root["status"]));

    public static readonly IReadOnlyList<string> StandardVerbs =
        ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    private static readonly Dictionary<string, Func<KubeObject, string>> NoFields = [];

    private IReadOnlyList<ServedVersion>? versions;
}
