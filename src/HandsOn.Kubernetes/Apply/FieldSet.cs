using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Apply;

/// <summary>
/// A set of fields of an object, held as the FieldsV1 tree that <c>metadata.managedFields</c> shows
/// (sigs.k8s.io/structured-merge-diff/v6/fieldpath/set.go).
/// </summary>
public sealed class FieldSet
{
    private readonly JsonMap? root;

    private FieldSet(JsonMap? root) => this.root = root;

    /// <summary>The set without fields.</summary>
    public static FieldSet Empty { get; } = new(null);

    /// <summary>Whether there are no fields.</summary>
    public bool IsEmpty => root is null;

    /// <summary>The set as FieldsV1 JSON.</summary>
    public JsonMap Json => root ?? JsonMap.Empty;

    /// <summary>Reads FieldsV1 JSON.</summary>
    public static FieldSet From(JsonMap json) => FromNode(json.Count == 0 ? null : json);

    /// <summary>The set of the members at these paths: <c>FieldSet.Of(["spec"], ["metadata", "labels"])</c>.</summary>
    public static FieldSet Of(params string[][] paths)
    {
        var set = Empty;
        foreach (var path in paths)
        {
            var node = FieldNode.Leaf;
            foreach (var name in path.Reverse()) node = JsonMap.Of((PathStep.Field(name), node));
            set = set.Union(FromNode(node));
        }
        return set;
    }

    /// <summary>The fields of either set.</summary>
    public FieldSet Union(FieldSet other) => Same(FieldNode.Union(root, other.root));

    /// <summary>The fields of this set that the other does not have.</summary>
    public FieldSet Difference(FieldSet other) => Same(FieldNode.Difference(root, other.root));

    /// <summary>The fields of this set that are neither in the other nor below one of its fields.</summary>
    public FieldSet Without(FieldSet other) => Same(FieldNode.Without(root, other.root));

    /// <summary>The fields of both sets.</summary>
    public FieldSet Intersection(FieldSet other) => Same(FieldNode.Intersection(root, other.root));

    /// <summary>The fields as error messages name them: <c>.spec.template.spec.containers[name="c"].image</c>.</summary>
    public IEnumerable<string> Paths() => root is null ? [] : Paths(root, "");

    /// <inheritdoc/>
    public override string ToString() => Json.ToString();

    internal static FieldSet FromNode(JsonMap? node) => node is null ? Empty : new(node);

    private static IEnumerable<string> Paths(JsonMap node, string path)
    {
        foreach (var (step, child) in node)
            if (step != PathStep.Self && FieldNode.IsMember((JsonMap)child!)) yield return path + PathStep.Show(step);
        foreach (var (step, child) in node)
            if (step != PathStep.Self)
                foreach (var deeper in Paths((JsonMap)child!, path + PathStep.Show(step))) yield return deeper;
    }

    private FieldSet Same(JsonMap? node) => ReferenceEquals(node, root) ? this : FromNode(node);
}
