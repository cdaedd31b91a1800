namespace HandsOn.E2E.Inputs;

/// <summary>Where the project's own files are, found from where the program runs.</summary>
public static class ProjectFolders
{
    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>The project's root: the nearest folder above the program that holds <c>fixtures</c>.</summary>
    /// <exception cref="SettingsException">There is none.</exception>
    public static string Root => Found.Value ?? throw new SettingsException($"no folder \"fixtures\" was found above {AppContext.BaseDirectory}; run this inside the project");

    /// <summary>A folder of the fixtures.</summary>
    public static string Fixtures(string name) => Path.Combine(Root, "fixtures", name);

    /// <summary>A path as people write it: relative to the project where it is inside it.</summary>
    public static string Shown(string path) =>
        Path.IsPathRooted(path) && Path.GetRelativePath(Root, path) is var relative && !relative.StartsWith("..", StringComparison.Ordinal) ? relative.Replace('\\', '/') : path;

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "fixtures"))) return folder.FullName;
        return null;
    }
}
