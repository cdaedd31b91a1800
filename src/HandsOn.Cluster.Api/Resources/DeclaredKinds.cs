namespace HandsOn.Cluster.Api.Resources;

/// <summary>The kinds that are declared in this assembly: each sealed <see cref="ResourceDefinition"/> with a constructor without parameters.</summary>
internal static class DeclaredKinds
{
    private static readonly Type[] Types =
    [
        .. typeof(DeclaredKinds).Assembly.GetTypes()
            .Where(type => type is { IsSealed: true } && type.IsSubclassOf(typeof(ResourceDefinition)) && type.GetConstructor(Type.EmptyTypes) is not null)
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    /// <summary>One definition of each kind, to ask what it declares; no cluster works with these.</summary>
    public static IReadOnlyList<ResourceDefinition> All { get; } = Create();

    /// <summary>New definitions for one cluster: some keep what they have given out (the addresses of Services).</summary>
    public static IReadOnlyList<ResourceDefinition> Create() => [.. Types.Select(type => (ResourceDefinition)Activator.CreateInstance(type)!)];
}
