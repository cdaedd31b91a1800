using System.Globalization;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Objects;

/// <summary>
/// A Kubernetes object: an immutable JSON tree with what every reader wants of it (identity, labels, owners) at hand, and its
/// JSON bytes, made once and shared by every reader and watcher.
/// </summary>
public sealed class KubeObject
{
    private byte[]? utf8;
    private readonly JsonMap metadata;

    /// <summary>Wraps a tree that has <c>apiVersion</c>, <c>kind</c> and <c>metadata</c> (what is missing reads as empty).</summary>
    public KubeObject(JsonMap root)
    {
        Root = root;
        metadata = root.Map("metadata");
    }

    /// <summary>The whole object.</summary>
    public JsonMap Root { get; }

    /// <summary><c>apiVersion</c>, or an empty string.</summary>
    public string ApiVersion => Root.String("apiVersion") ?? "";

    /// <summary><c>kind</c>, or an empty string.</summary>
    public string Kind => Root.String("kind") ?? "";

    /// <summary>Group, version and kind.</summary>
    public GroupVersionKind GroupVersionKind
    {
        get
        {
            var version = GroupVersion.Parse(ApiVersion);
            return new(version.Group, version.Version, Kind);
        }
    }

    /// <summary><c>metadata</c>.</summary>
    public JsonMap Metadata => metadata;

    /// <summary><c>spec</c>, or an empty map.</summary>
    public JsonMap Spec => Root.Map("spec");

    /// <summary><c>status</c>, or an empty map.</summary>
    public JsonMap Status => Root.Map("status");

    /// <summary><c>metadata.name</c>, or an empty string.</summary>
    public string Name => metadata.String("name") ?? "";

    /// <summary><c>metadata.namespace</c>; empty for cluster-scoped objects.</summary>
    public string Namespace => metadata.String("namespace") ?? "";

    /// <summary>Namespace and name.</summary>
    public ObjectKey Key => new(Namespace, Name);

    /// <summary><c>metadata.uid</c>, or an empty string.</summary>
    public string Uid => metadata.String("uid") ?? "";

    /// <summary><c>metadata.resourceVersion</c>, or an empty string.</summary>
    public string ResourceVersion => metadata.String("resourceVersion") ?? "";

    /// <summary>The resource version as a number; 0 where there is none.</summary>
    public long Revision => long.TryParse(ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary><c>metadata.generation</c>; 0 where there is none.</summary>
    public long Generation => metadata.Long("generation") ?? 0;

    /// <summary><c>metadata.creationTimestamp</c>.</summary>
    public DateTimeOffset? CreationTimestamp => Timestamps.Parse(metadata.String("creationTimestamp"));

    /// <summary><c>metadata.deletionTimestamp</c>: set while the object waits for its finalizers or its grace period.</summary>
    public DateTimeOffset? DeletionTimestamp => Timestamps.Parse(metadata.String("deletionTimestamp"));

    /// <summary>Whether the object is being deleted.</summary>
    public bool IsTerminating => metadata.ContainsKey("deletionTimestamp");

    /// <summary><c>metadata.labels</c>, or an empty map.</summary>
    public JsonMap Labels => metadata.Map("labels");

    /// <summary><c>metadata.annotations</c>, or an empty map.</summary>
    public JsonMap Annotations => metadata.Map("annotations");

    /// <summary><c>metadata.finalizers</c>, or an empty list.</summary>
    public JsonList Finalizers => metadata.List("finalizers");

    /// <summary><c>metadata.ownerReferences</c>.</summary>
    public IEnumerable<OwnerReference> OwnerReferences => metadata.List("ownerReferences").Maps().Select(OwnerReference.From);

    /// <summary>The owner whose reference says <c>controller: true</c>.</summary>
    public OwnerReference? Controller
    {
        get
        {
            foreach (var reference in metadata.List("ownerReferences").Maps())
                if (reference.Bool("controller") == true) return OwnerReference.From(reference);
            return null;
        }
    }

    /// <summary>The compact JSON text; made at the first call, the same bytes ever after.</summary>
    public ReadOnlyMemory<byte> Utf8 => utf8 ??= JsonText.ToUtf8(Root);

    /// <summary>The same object with a value set at a path; maps on the way are made where they are missing.</summary>
    public KubeObject SetIn(object? value, params ReadOnlySpan<string> path) => new(Root.SetIn(value, path));

    /// <summary>The same object without the value at a path.</summary>
    public KubeObject RemoveIn(params ReadOnlySpan<string> path) => new(Root.RemoveIn(path));

    /// <summary>The same object with another <c>metadata</c>.</summary>
    public KubeObject WithMetadata(JsonMap changed) =>
        ReferenceEquals(changed, metadata) ? this : new(Root.With("metadata", changed));

    /// <summary>The same object with another <c>status</c>.</summary>
    public KubeObject WithStatus(JsonMap status) => new(Root.With("status", status));

    /// <summary>The condition of that type in <c>status.conditions</c>.</summary>
    public JsonMap? Condition(string type) => Status.List("conditions").Find("type", type);

    /// <summary>Whether the condition of that type has status <c>True</c>.</summary>
    public bool HasCondition(string type) => Condition(type)?.String("status") == "True";

    /// <summary>Reads an object from JSON text.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text is no JSON object.</exception>
    public static KubeObject Parse(string json) => new(JsonText.ParseMap(json));

    /// <summary>Kind and name, for messages.</summary>
    public override string ToString() => $"{Kind} {Key}";
}
