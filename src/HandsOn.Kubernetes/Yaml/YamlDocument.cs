using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Yaml;

/// <summary>One document of a YAML text.</summary>
/// <param name="Root">The document as JSON.</param>
/// <param name="Positions">Where in the text its fields stand.</param>
/// <param name="StartLine">The line at which the document's content begins, counted from 1.</param>
public sealed record YamlDocument(JsonMap Root, YamlPositions Positions, int StartLine)
{
    /// <summary>Keys that stand twice in their map, of which the last one counts.</summary>
    public IReadOnlyList<YamlDuplicate> Duplicates { get; init; } = [];
}

/// <summary>A key that was already there.</summary>
/// <param name="Path">The field's path: <c>spec.replicas</c>.</param>
/// <param name="Key">The key alone.</param>
/// <param name="Position">Where the later one stands.</param>
public sealed record YamlDuplicate(string Path, string Key, YamlPosition Position)
{
    /// <summary>In the words of Kubernetes' YAML decoder.</summary>
    public override string ToString() => $"line {Position.Line}: key \"{Key}\" already set in map";
}
