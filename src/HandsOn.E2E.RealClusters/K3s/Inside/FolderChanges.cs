using System.Formats.Tar;
using System.Text;

namespace HandsOn.E2E.RealClusters.K3s.Inside;

/// <summary>What has changed in a folder since it was looked at last, as an archive that brings a copy up to date.</summary>
/// <param name="folder">The folder.</param>
/// <param name="skipped">A subfolder that stays here.</param>
internal sealed class FolderChanges(string folder, string skipped)
{
    private Dictionary<string, (long Length, long Written)> known = [];

    /// <summary>The changes; files that are new or changed, and the paths of those that are gone.</summary>
    public (MemoryStream? Archive, IReadOnlyList<string> Gone) Take()
    {
        var now = Files().ToDictionary(path => path, path => new FileInfo(Path.Combine(folder, path)) is var file ? (file.Length, file.LastWriteTimeUtc.Ticks) : default);
        var changed = now.Where(file => !known.TryGetValue(file.Key, out var before) || before != file.Value).Select(file => file.Key).ToList();
        var gone = known.Keys.Where(path => !now.ContainsKey(path)).ToList();
        known = now;
        return (changed.Count == 0 ? null : Archive(changed.ToDictionary(path => path, path => File.ReadAllBytes(Path.Combine(folder, path)))), gone);
    }

    /// <summary>An archive of files, by their paths; folders are made on the way.</summary>
    public static MemoryStream Archive(IReadOnlyDictionary<string, byte[]> files)
    {
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var parent in files.Keys.SelectMany(Parents).Distinct().Order(StringComparer.Ordinal))
                tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, parent + "/") { Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute });
            foreach (var (path, bytes) in files)
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite, DataStream = new MemoryStream(bytes) });
        }
        stream.Position = 0;
        return stream;
    }

    /// <summary>An archive of one text.</summary>
    public static MemoryStream Archive(string path, string text) => Archive(new Dictionary<string, byte[]> { [path] = Encoding.UTF8.GetBytes(text) });

    private IEnumerable<string> Files() => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Where(path => !path.StartsWith(skipped + "/", StringComparison.Ordinal));

    private static IEnumerable<string> Parents(string path)
    {
        for (var end = path.IndexOf('/'); end >= 0; end = path.IndexOf('/', end + 1)) yield return path[..end];
    }
}
