using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Namespace;

/// <summary>What is still in a namespace that is being emptied.</summary>
internal sealed class RemainingContent
{
    /// <summary>How many objects of each resource.</summary>
    public SortedDictionary<string, int> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>How many objects each finalizer holds.</summary>
    public SortedDictionary<string, int> Finalizers { get; } = new(StringComparer.Ordinal);

    public void Count(GroupResource resource, IEnumerable<KubeObject> items)
    {
        foreach (var item in items)
        {
            var name = $"{resource.Resource}.{resource.Group}";
            Objects[name] = Objects.GetValueOrDefault(name) + 1;
            foreach (var finalizer in item.Finalizers.Strings()) Finalizers[finalizer] = Finalizers.GetValueOrDefault(finalizer) + 1;
        }
    }
}
