using HandsOn.E2E.Reporting;
using HandsOn.E2E.Waiting;

namespace HandsOn.E2E.Manifests;

/// <summary>Finds the file and line at which an object is written down, so that a failure can point there.</summary>
public sealed class ManifestIndex
{
    private readonly Dictionary<Subject, SourceLine> lines = [];

    private ManifestIndex() { }

    /// <summary>Reads the manifests of a folder.</summary>
    /// <param name="folder">The folder; its subfolders are not read.</param>
    /// <param name="name">What stands before a file's name.</param>
    /// <exception cref="ManifestException">A file is not YAML.</exception>
    public static ManifestIndex Read(string folder, string name)
    {
        var index = new ManifestIndex();
        foreach (var file in Directory.EnumerateFiles(folder).Where(f => Path.GetExtension(f) is ".yaml" or ".yml" or ".json").Order(StringComparer.Ordinal))
        {
            var shown = $"{name}/{Path.GetFileName(file)}";
            foreach (var document in YamlFile.Parse(File.ReadAllText(file), shown))
            {
                var metadata = document.Root.Map("metadata");
                index.lines[new(document.Root.String("kind") ?? "", metadata.String("namespace") ?? "default", metadata.String("name") ?? "")] = new(shown, document.StartLine);
            }
        }
        return index;
    }

    /// <summary>Where the object is written down; <see langword="null"/> where it is not.</summary>
    public SourceLine? Find(Subject subject) => lines.GetValueOrDefault(subject);
}
