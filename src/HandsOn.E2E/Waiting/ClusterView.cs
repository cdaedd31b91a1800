using System.Collections.Immutable;
using HandsOn.E2E.Api;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Waiting;

/// <summary>What a check looks at: the watched objects as they are at one moment.</summary>
public sealed class ClusterView
{
    private readonly IReadOnlyDictionary<ApiResource, ImmutableDictionary<ObjectKey, KubeObject>> objects;

    internal ClusterView(IReadOnlyDictionary<ApiResource, ImmutableDictionary<ObjectKey, KubeObject>> objects, INamespaces namespaces)
    {
        this.objects = objects;
        Namespaces = namespaces;
    }

    /// <summary>The namespaces of the part of the cluster in which the names stand.</summary>
    public INamespaces Namespaces { get; }

    /// <summary>One object, or <see langword="null"/>.</summary>
    public KubeObject? Find(ApiResource resource, string @namespace, string name) => objects[resource].GetValueOrDefault(new(Namespaces.NamespaceOf(@namespace), name));

    /// <summary>All objects of a watched resource, of one namespace where one is named, in the order of their names.</summary>
    public IReadOnlyList<KubeObject> All(ApiResource resource, string? @namespace = null) =>
        [.. objects[resource].Values.Where(o => @namespace is null || o.Namespace == Namespaces.NamespaceOf(@namespace)).OrderBy(o => o.Key)];
}
