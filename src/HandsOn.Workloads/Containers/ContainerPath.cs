namespace HandsOn.Workloads.Containers;

/// <summary>Paths inside a container: slashes, whatever the host has.</summary>
internal static class ContainerPath
{
    /// <summary>An absolute path without <c>.</c>, <c>..</c> and doubled slashes.</summary>
    public static string Combine(string directory, string path)
    {
        var parts = new List<string>();
        foreach (var part in (path.StartsWith('/') ? path : directory + "/" + path).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..") parts.RemoveRange(Math.Max(parts.Count - 1, 0), Math.Min(parts.Count, 1));
            else if (part != ".") parts.Add(part);
        }
        return "/" + string.Join('/', parts);
    }

    /// <summary>What stands after the last slash.</summary>
    public static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>What stands before the last slash.</summary>
    public static string Directory(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "/";
}
