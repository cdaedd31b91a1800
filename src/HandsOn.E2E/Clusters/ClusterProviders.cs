namespace HandsOn.E2E.Clusters;

/// <summary>The cluster providers of a program, by the names that a user chooses.</summary>
/// <param name="all">The providers; each has a name of its own.</param>
public sealed class ClusterProviders(params IEnumerable<IClusterProvider> all)
{
    private readonly Dictionary<string, IClusterProvider> byName = all.ToDictionary(p => p.Name, StringComparer.Ordinal);

    /// <summary>The names that a user can choose.</summary>
    public IReadOnlyList<string> Names => [.. byName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The provider of that name.</summary>
    /// <exception cref="ClusterException">There is none.</exception>
    public IClusterProvider Find(string name) => byName.TryGetValue(name, out var provider)
        ? provider
        : throw new ClusterException($"there is no cluster provider \"{name}\"; there is {string.Join(", ", Names)}");
}
