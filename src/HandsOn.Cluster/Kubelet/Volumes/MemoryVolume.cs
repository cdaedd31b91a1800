using System.Collections.Concurrent;

namespace HandsOn.Cluster.Kubelet.Volumes;

/// <summary>Files that live as long as the volume: an emptyDir, a hostPath of a node without files, a container's own layer.</summary>
internal sealed class MemoryVolume : IVolume
{
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> files = new(StringComparer.Ordinal);

    public IEnumerable<string> Paths => files.Keys;

    public string? Problem() => null;

    public ReadOnlyMemory<byte>? Read(string path) => files.TryGetValue(path, out var content) ? content : default(ReadOnlyMemory<byte>?);

    public void Write(string path, ReadOnlyMemory<byte> content) => files[path] = content;

    public bool Delete(string path) => files.TryRemove(path, out _);
}
