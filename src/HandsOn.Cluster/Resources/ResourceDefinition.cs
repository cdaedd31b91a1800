using HandsOn.Cluster.Resources.Tables;
using HandsOn.Cluster.Server;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Resources;

/// <summary>
/// All that is particular to one kind. The generic verbs (<see cref="ApiServer"/>) call these in the order in which the real
/// registry does (staging/src/k8s.io/apiserver/pkg/registry/rest/create.go, update.go, delete.go); each kind overrides what it
/// has of its own.
/// </summary>
internal abstract class ResourceDefinition
{
    public abstract ResourceNames Names { get; }

    /// <summary>The versions under which the kind can be reached; the storage version alone where nothing else is said.</summary>
    public virtual IReadOnlyList<ServedVersion> Versions => [new(Names.GroupVersion)];

    /// <summary>The verbs of the main resource, as discovery lists them.</summary>
    public virtual IReadOnlyList<string> Verbs => StandardVerbs;

    public virtual IReadOnlyList<Subresource> Subresources => [];

    /// <summary>Whether the spec has a generation that counts its changes.</summary>
    public virtual bool HasGeneration => false;

    /// <summary>Whether PUT to a name that does not exist creates the object (Lease, Event, Endpoints ...).</summary>
    public virtual bool AllowsCreateOnUpdate => false;

    /// <summary>Whether an update must name the resource version that it saw.</summary>
    public virtual bool RequiresResourceVersion => false;

    /// <summary>Whether a deletion answers with the deleted object instead of a Status (Namespace, Pod, Service ...).</summary>
    public virtual bool ReturnsDeletedObject => false;

    /// <summary>Fields besides <c>metadata.name</c> and <c>metadata.namespace</c> by which lists can be selected.</summary>
    public virtual IReadOnlyDictionary<string, Func<KubeObject, string>> FieldSelectors => NoFields;

    /// <summary>The columns of <c>kubectl get</c>.</summary>
    public virtual TableLayout Table => TableLayout.NameAndAge;

    /// <summary>Fills in what the user left out, in the storage version.</summary>
    public virtual JsonMap Default(JsonMap item, ResourceContext context) => item;

    /// <summary>Converts between the served versions; the server has set neither apiVersion nor kind yet.</summary>
    public virtual JsonMap Convert(JsonMap item, GroupVersion from, GroupVersion to) => item;

    /// <summary>Before validation of a new object: drops what users may not set (status), allocates.</summary>
    public virtual KubeObject PrepareForCreate(KubeObject item, ResourceContext context) => item.RemoveIn("status");

    /// <summary>Before validation of an update of the main resource: puts back what users may not change.</summary>
    public virtual KubeObject PrepareForUpdate(KubeObject item, KubeObject old, ResourceContext context) => KeepStatus(item, old);

    /// <summary>Before validation of an update through <c>/status</c>: only the status changes.</summary>
    public virtual KubeObject PrepareForStatusUpdate(KubeObject item, KubeObject old, ResourceContext context) =>
        new(old.Root.WithOrWithout("status", item.Root["status"]).With("metadata", item.Metadata));

    public virtual void Validate(KubeObject item, FieldErrors errors, ResourceContext context) { }

    public virtual void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        Validate(item, errors, context);

    public virtual void ValidateStatusUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) { }

    /// <summary>Texts for Warning headers about an accepted object.</summary>
    public virtual IEnumerable<string> Warnings(KubeObject item, KubeObject? old, ResourceContext context) => [];

    /// <summary>How long the object lives on after a delete request, in seconds; null where it goes at once (all but pods).</summary>
    public virtual long? GracePeriod(KubeObject item, DeleteOptions options) => null;

    /// <summary>After the object has left the store, or a create that had been prepared failed: releases what was allocated.</summary>
    public virtual void Released(KubeObject item, ResourceContext context) { }

    protected static KubeObject KeepStatus(KubeObject item, KubeObject old) =>
        new(item.Root.WithOrWithout("status", old.Root["status"]));

    public static readonly IReadOnlyList<string> StandardVerbs =
        ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    private static readonly Dictionary<string, Func<KubeObject, string>> NoFields = [];
}
