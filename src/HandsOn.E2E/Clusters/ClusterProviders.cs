using System.Collections.Concurrent;

namespace HandsOn.E2E.Clusters;

/// <summary>The providers that this build has, by name.</summary>
public static class ClusterProviders
{
    private static readonly ConcurrentDictionary<string, IClusterProvider> Known =
        new(new IClusterProvider[] { new EmbeddedClusterProvider(TimeProvider.System) }.ToDictionary(p => p.Name), StringComparer.Ordinal);

    /// <summary>The names that a user can choose.</summary>
    public static IReadOnlyList<string> Names => [.. Known.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Adds a provider, or puts another in its place.</summary>
    public static void Add(IClusterProvider provider) => Known[provider.Name] = provider;

    /// <summary>The provider of that name.</summary>
    /// <exception cref="ClusterException">There is none.</exception>
    public static IClusterProvider Find(string name) => Known.TryGetValue(name, out var provider)
        ? provider
        : throw new ClusterException($"there is no cluster provider \"{name}\" in this build; there is {string.Join(", ", Names)}");
}
