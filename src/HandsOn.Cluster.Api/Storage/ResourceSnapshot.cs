using System.Collections.Immutable;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Storage;

/// <summary>All objects of one resource as they were at one revision; never changes, so a paged list can go on reading it.</summary>
internal sealed class ResourceSnapshot(long revision, ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, KubeObject>> namespaces)
{
    public static readonly ImmutableSortedDictionary<string, KubeObject> NoObjects =
        ImmutableSortedDictionary.Create<string, KubeObject>(StringComparer.Ordinal);

    public static readonly ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, KubeObject>> NoNamespaces =
        ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<string, KubeObject>>(StringComparer.Ordinal);

    /// <summary>The revision of the whole store at which this was the content.</summary>
    public long Revision { get; } = revision;

    public KubeObject? Find(ObjectKey key) => namespaces.GetValueOrDefault(key.Namespace)?.GetValueOrDefault(key.Name);

    /// <summary>The objects by namespace and name; those of one namespace where it is given.</summary>
    public IEnumerable<KubeObject> Objects(string @namespace = "") =>
        @namespace.Length > 0
            ? namespaces.GetValueOrDefault(@namespace, NoObjects).Values
            : namespaces.Values.SelectMany(objects => objects.Values);
}
