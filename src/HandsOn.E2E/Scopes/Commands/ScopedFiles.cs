using HandsOn.E2E.Inputs;
using HandsOn.E2E.Kubectl;
using HandsOn.Kubernetes.Yaml;

namespace HandsOn.E2E.Scopes.Commands;

/// <summary>
/// Copies of the reader's manifests with the names of a scope, which kubectl gets in their place. They stand at the same paths below another
/// folder, so that kubectl's messages still name them; the reader's own files stay as they are, since later steps edit them by line.
/// </summary>
internal sealed class ScopedFiles(WorkFolder folder, ClusterScope scope)
{
    private const string Copies = ".scoped";

    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    /// <summary>Writes copies of the manifests at these paths (files and folders), and gives the copies' paths in the same order.</summary>
    /// <exception cref="KubectlException">A manifest cannot be had, or concerns everybody who uses the cluster.</exception>
    public IReadOnlyList<string> Adapt(IReadOnlyList<string> paths, bool recursive)
    {
        var copies = paths.Select(path => (Path: path, Files: FilesAt(path, recursive))).ToList();
        try
        {
            var documents = copies.SelectMany(c => c.Files).Distinct().ToDictionary(f => f, f => YamlFile.Parse(File.ReadAllText(folder.PathOf(f)), f).Select(d => d.Root).ToList());
            foreach (var manifest in documents.Values.SelectMany(d => d)) scope.Learn(manifest);
            foreach (var (file, manifests) in documents)
                folder.Write(Path.Combine(Copies, file), string.Join("---\n", manifests.Select(m => YamlText.Write(scope.Adapt(m)))));
        }
        catch (Exception wrong) when (wrong is ManifestException or ScopeException)
        {
            throw new KubectlException(wrong.Message, wrong);
        }
        return [.. copies.Select(c => c.Files.Count == 0 ? c.Path : Relative(c.Path, Copies))];
    }

    // What does not exist kubectl itself complains of, by the name that the reader gave.
    private List<string> FilesAt(string path, bool recursive)
    {
        if (path == "-" || path.Contains("://", StringComparison.Ordinal))
            throw new KubectlException($"-f {path} is refused: on a cluster that others use, kubectl gets only manifests that can be given names of their own");
        var full = Full(path);
        if (File.Exists(full)) return [Relative(path)];
        if (!Directory.Exists(full)) return [];
        // A copy from before may be of a file that is no longer there.
        var copy = folder.PathOf(Relative(path, Copies));
        if (Directory.Exists(copy)) Directory.Delete(copy, recursive: true);
        return [.. Directory.EnumerateFiles(full, "*", recursive ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
            .Where(f => Endings.Contains(Path.GetExtension(f)) && !f.StartsWith(folder.PathOf(Copies), StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(f => Path.GetRelativePath(folder.Root, f))];
    }

    private string Full(string path)
    {
        try
        {
            return Path.GetFullPath(path, folder.Root) == folder.Root ? folder.Root : folder.PathOf(path);
        }
        catch (ArgumentException outside)
        {
            throw new KubectlException($"-f {path} is refused: it leads out of the work folder", outside);
        }
    }

    private string Relative(string path, string below = "") => Path.Combine(below, Path.GetRelativePath(folder.Root, Full(path)));
}
