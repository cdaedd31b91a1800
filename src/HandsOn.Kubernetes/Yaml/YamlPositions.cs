namespace HandsOn.Kubernetes.Yaml;

/// <summary>A place in a text.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
public readonly record struct YamlPosition(int Line, int Column);

/// <summary>
/// Where the fields of a YAML document stand, by the paths that error messages use: <c>spec.template.spec.containers[0].image</c>.
/// A field's place is that of its key, an item's that of its value.
/// </summary>
public sealed class YamlPositions
{
    private readonly Dictionary<string, YamlPosition> byPath = new(StringComparer.Ordinal);

    /// <summary>The place of a field, or <see langword="null"/> where the text does not have it.</summary>
    public YamlPosition? Find(string path) => byPath.TryGetValue(path, out var position) ? position : null;

    /// <summary>The place of a field, or, where the text does not have it, of the nearest thing around it that it has.</summary>
    public YamlPosition Nearest(string path)
    {
        for (; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))])
            if (Find(path) is { } position) return position;
        return Find("") ?? new YamlPosition(1, 1);
    }

    internal void Add(string path, YamlPosition position) => byPath[path] = position;
}
