using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace HandsOn.Testing.Architecture;

/// <summary>
/// The areas of an assembly (its namespaces, one level below the root unless a longer name is given) in layers, lowest first. A type may use
/// types of its own area and of areas in lower layers, and nothing else of the assembly.
/// </summary>
/// <example><code>
/// new AreaLayers(typeof(ObjectStore).Assembly, ["Storage"], ["Resources"], ["Verbs"]).Breaches().Should().BeEmpty();
/// </code></example>
/// <param name="assembly">The assembly.</param>
/// <param name="layers">The names of the areas, without the root.</param>
public sealed class AreaLayers(Assembly assembly, params string[][] layers)
{
    private readonly string name = assembly.GetName().Name!;
    private readonly Dictionary<string, int> layerOf =
        layers.SelectMany((areas, layer) => areas.Select(area => (area, layer))).ToDictionary(pair => pair.area, pair => pair.layer, StringComparer.Ordinal);

    /// <summary>The root of its namespaces; the name of the assembly by default.</summary>
    public string Root { get; init; } = assembly.GetName().Name!;

    /// <summary>One sentence for each area that is in no layer, that has no types, or that uses an area which is not in a lower layer.</summary>
    public IReadOnlyList<string> Breaches()
    {
        var types = new ArchLoader().LoadAssemblies(assembly).Build().Types.Where(type => AreaOf(type) is not null).ToList();
        var homeless = types.Select(type => AreaOf(type)!).Distinct().Where(area => !layerOf.ContainsKey(area)).Select(area => $"{area} is in no layer");
        var empty = layerOf.Keys.Except(types.Select(type => AreaOf(type)!)).Select(area => $"{area} has no types");
        var upward =
            from type in types
            from target in type.Dependencies.Select(dependency => dependency.Target).Distinct()
            let user = AreaOf(type)
            let used = AreaOf(target)
            where used is not null && used != user && layerOf.GetValueOrDefault(used) >= layerOf.GetValueOrDefault(user)
            select $"{user} uses {used}: {type.FullName} uses {target.FullName}";
        return [.. homeless.Concat(empty).Concat(upward).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The longest name of an area that the namespace begins with; the first part of the namespace where none fits; null outside.</summary>
    private string? AreaOf(IType type)
    {
        var space = type.Namespace?.FullName ?? "";
        if (type.Assembly?.FullName.Split(',')[0] != name || !space.StartsWith(Root + ".", StringComparison.Ordinal)) return null;
        var below = space[(Root.Length + 1)..];
        return layerOf.Keys.Where(area => below == area || below.StartsWith(area + ".", StringComparison.Ordinal)).MaxBy(area => area.Length)
            ?? below.Split('.')[0];
    }
}
