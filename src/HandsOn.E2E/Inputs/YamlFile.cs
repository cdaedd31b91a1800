using HandsOn.Kubernetes.Yaml;

namespace HandsOn.E2E.Inputs;

/// <summary>Reads YAML files; what is wrong with one is said with its name and line.</summary>
public static class YamlFile
{
    /// <summary>Reads a file's documents; empty ones are left out.</summary>
    /// <exception cref="ManifestException">The file is missing, is not YAML, or holds something that is no object.</exception>
    public static IReadOnlyList<YamlDocument> Read(string path) =>
        File.Exists(path) ? Parse(File.ReadAllText(path), path) : throw new ManifestException(path, 0, "there is no such file");

    /// <summary>Reads the documents of a text; <paramref name="name"/> stands in errors.</summary>
    /// <exception cref="ManifestException">The text is not YAML, or holds something that is no object.</exception>
    public static IReadOnlyList<YamlDocument> Parse(string text, string name)
    {
        try
        {
            return YamlReader.Read(text);
        }
        catch (YamlSyntaxException error)
        {
            throw new ManifestException(name, error.Position.Line, error.Problem);
        }
    }
}
