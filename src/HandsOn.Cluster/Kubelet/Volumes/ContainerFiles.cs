using System.Text;
using HandsOn.Workloads.Containers;

namespace HandsOn.Cluster.Kubelet;

/// <summary>A volume at a path of a container.</summary>
/// <param name="Path">Without a slash at its end.</param>
/// <param name="SubPath">The part of the volume that is seen there; empty for all.</param>
internal sealed record Mount(string Path, IVolume Volume, string SubPath, bool IsReadOnly)
{
    /// <summary>The path inside the volume; null where the mount does not cover that path.</summary>
    public string? Inside(string path)
    {
        if (path == Path) return SubPath;
        if (!path.StartsWith(Path + "/", StringComparison.Ordinal)) return null;
        var rest = path[(Path.Length + 1)..];
        return SubPath.Length == 0 ? rest : $"{SubPath}/{rest}";
    }
}

/// <summary>The files of a container: its mounts, the files that the kubelet writes, and a layer of its own for all else.</summary>
internal sealed class ContainerFiles : IContainerFiles
{
    private readonly Mount[] mounts;

    public ContainerFiles(IEnumerable<Mount> mounts, string hosts, string resolver)
    {
        var written = new MemoryVolume();
        written.Write("etc/hosts", Encoding.UTF8.GetBytes(hosts));
        written.Write("etc/resolv.conf", Encoding.UTF8.GetBytes(resolver));
        // The longest path first: a mount inside a mount hides what is under it.
        this.mounts = [.. mounts.OrderByDescending(m => m.Path.Length), new Mount("", written, "", IsReadOnly: false)];
    }

    public ReadOnlyMemory<byte>? Read(string path)
    {
        var (mount, inside) = Find(path);
        return mount.Volume.Read(inside);
    }

    public void Write(string path, ReadOnlyMemory<byte> content) => Writable(path, out var inside).Write(inside, content);

    public bool Delete(string path) => Writable(path, out var inside).Delete(inside);

    public IReadOnlyList<string>? List(string directory)
    {
        var path = Normalize(directory);
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var exists = path.Length == 0;
        foreach (var mount in mounts)
        {
            if (mount.Path == path || (mount.Path + "/").StartsWith(path + "/", StringComparison.Ordinal))
            {
                exists = true;
                if (mount.Path.Length > path.Length) names.Add(mount.Path[(path.Length + 1)..].Split('/')[0]);
            }
            if (mount.Inside(path) is not { } inside) continue;
            var prefix = inside.Length == 0 ? "" : inside + "/";
            foreach (var file in mount.Volume.Paths.Where(f => f.StartsWith(prefix, StringComparison.Ordinal) && f.Length > prefix.Length))
            {
                exists = true;
                names.Add(file[prefix.Length..].Split('/')[0]);
            }
            if (mount.Path.Length > 0) break;
        }
        return exists ? [.. names] : null;
    }

    private IVolume Writable(string path, out string inside)
    {
        (var mount, inside) = Find(path);
        return mount.IsReadOnly ? throw new UnauthorizedAccessException($"{path}: Read-only file system") : mount.Volume;
    }

    private (Mount Mount, string Inside) Find(string path)
    {
        var normal = Normalize(path);
        foreach (var mount in mounts)
            if (mount.Inside(normal) is { } inside) return (mount, inside);
        return (mounts[^1], normal.TrimStart('/'));
    }

    /// <summary>An absolute path without dots and without a slash at its end; the root is empty.</summary>
    private static string Normalize(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..") parts.RemoveRange(Math.Max(0, parts.Count - 1), Math.Min(1, parts.Count));
            else if (part != ".") parts.Add(part);
        }
        return parts.Count == 0 ? "" : "/" + string.Join('/', parts);
    }
}
