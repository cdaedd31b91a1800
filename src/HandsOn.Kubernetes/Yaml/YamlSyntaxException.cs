namespace HandsOn.Kubernetes.Yaml;

/// <summary>A text that is not YAML, or not the YAML of an object.</summary>
public sealed class YamlSyntaxException(string problem, YamlPosition position) : Exception($"line {position.Line}: {problem}")
{
    /// <summary>What is wrong, without the line.</summary>
    public string Problem { get; } = problem;

    /// <summary>Where it is wrong.</summary>
    public YamlPosition Position { get; } = position;
}
