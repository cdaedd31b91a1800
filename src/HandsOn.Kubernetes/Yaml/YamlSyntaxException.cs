namespace HandsOn.Kubernetes.Yaml;

/// <summary>A text that is not YAML, or not the YAML of an object.</summary>
public sealed class YamlSyntaxException : Exception
{
    /// <summary>Something is wrong at a place of the text.</summary>
    public YamlSyntaxException(string problem, YamlPosition position) : base($"line {position.Line}: {problem}")
    {
        Problem = problem;
        Position = position;
    }

    /// <summary>The bytes are no text, so they have no lines.</summary>
    public YamlSyntaxException(string problem) : base(problem)
    {
        Problem = problem;
        Position = new(1, 1);
    }

    /// <summary>What is wrong, without the line.</summary>
    public string Problem { get; }

    /// <summary>Where it is wrong.</summary>
    public YamlPosition Position { get; }
}
