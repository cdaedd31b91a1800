using System.Collections.Concurrent;
using System.Text;
using HandsOn.Workloads.Containers;

namespace HandsOn.Cluster.Tests.Workloads;

/// <summary>Files in memory.</summary>
internal sealed class MemoryFiles : IContainerFiles
{
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> files = [];

    public ReadOnlyMemory<byte>? Read(string path) => files.TryGetValue(path, out var content) ? content : (ReadOnlyMemory<byte>?)null;

    public void Write(string path, ReadOnlyMemory<byte> content) => files[path] = content;

    public void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public bool Delete(string path) => files.TryRemove(path, out _);

    public IReadOnlyList<string>? List(string directory)
    {
        var prefix = directory.TrimEnd('/') + "/";
        var below = files.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal));
        string[] names = [.. below.Select(path => path[prefix.Length..].Split('/')[0]).Distinct()];
        return names.Length > 0 ? names : null;
    }
}
