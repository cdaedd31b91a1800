using System.Text.RegularExpressions;

namespace HandsOn.Testing.Architecture;

/// <summary>Namespaces follow folders: the project's name and the folders below it, but for folders that are parts of one area.</summary>
public static partial class NamespaceRule
{
    /// <summary>One sentence for each file of the project whose namespace is not that of its folder.</summary>
    /// <param name="project">The project's folder below the root of the repository: <c>src/HandsOn.Cluster</c>.</param>
    /// <param name="whole">Folders of the project whose subfolders have no namespaces of their own: <c>Kubelet</c>.</param>
    public static IReadOnlyList<string> Breaches(string project, params string[] whole)
    {
        var folder = Path.Combine(Repository.Root, project);
        return
        [
            .. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Select(file => (Path: Path.GetRelativePath(folder, file).Replace('\\', '/'), Found: Declared().Match(File.ReadAllText(file))))
                .Where(file => !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("bin/", StringComparison.Ordinal))
                .Where(file => file.Found.Success && file.Found.Groups[1].Value != Expected(Path.GetFileName(project), file.Path, whole))
                .Select(file => $"{project}/{file.Path} declares {file.Found.Groups[1].Value}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string Expected(string root, string path, string[] whole)
    {
        var folder = Path.GetDirectoryName(path)!.Replace('\\', '/');
        folder = whole.FirstOrDefault(area => folder.StartsWith(area + "/", StringComparison.Ordinal)) ?? folder;
        return folder.Length == 0 ? root : $"{root}.{folder.Replace('/', '.')}";
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Declared();
}
