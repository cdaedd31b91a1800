using System.Collections.Concurrent;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.GarbageCollection;

/// <summary>An object and the resource that it is one of.</summary>
internal sealed record GraphNode(GroupResource Resource, KubeObject Object);

/// <summary>Who owns whom, over all kinds, read from the shared local copies (pkg/controller/garbagecollector/graph_builder.go).</summary>
internal sealed class OwnerGraph
{
    private readonly ConcurrentDictionary<string, (Informer Informer, ObjectKey Key)> places = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<GroupKind, ResourceDefinition> kinds = [];
    private volatile (Informer Informer, ObjectIndex Dependents)[] informers = [];

    /// <summary>Takes in a kind whose objects own others or are owned; one at a time.</summary>
    public void Join(ResourceDefinition definition, Informer informer)
    {
        informers = [.. informers, (informer, informer.Index("owners", OwnerUids))];
        kinds[definition.Names.GroupKind] = definition;
    }

    /// <summary>Notes where an object is found, or that it is gone.</summary>
    public void Note(Informer informer, KubeObject? old, KubeObject? next)
    {
        if (next is null) places.TryRemove(old!.Uid, out _);
        else places[next.Uid] = (informer, next.Key);
    }

    public GraphNode? Find(string uid) =>
        places.TryGetValue(uid, out var place) && place.Informer.Find(place.Key) is { } item && item.Uid == uid
            ? new GraphNode(place.Informer.Resource, item)
            : null;

    /// <summary>The objects that name the object as an owner.</summary>
    public IEnumerable<GraphNode> Dependents(string uid) =>
        informers.SelectMany(i => i.Dependents[uid].Select(item => new GraphNode(i.Informer.Resource, item)));

    /// <summary>The kind that an owner reference means; null where the cluster does not know it.</summary>
    public ResourceDefinition? KindOf(OwnerReference owner) =>
        kinds.GetValueOrDefault(new GroupKind(GroupVersion.Parse(owner.ApiVersion).Group, owner.Kind));

    private static IEnumerable<string> OwnerUids(KubeObject item) => item.OwnerReferences.Select(o => o.Uid).Distinct();
}
