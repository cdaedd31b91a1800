using System.Collections.Immutable;

namespace HandsOn.Cluster.Kubelet;

/// <summary>Files that live as long as the volume: an emptyDir, a hostPath of a node without files, a container's own layer.</summary>
internal sealed class MemoryVolume : IVolume
{
    // Most volumes have few files or none, and there are as many volumes as pods.
    private ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> files = ImmutableSortedDictionary.Create<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);

    public IEnumerable<string> Paths => Volatile.Read(ref files).Keys;

    public string? Problem() => null;

    public ReadOnlyMemory<byte>? Read(string path) => Volatile.Read(ref files).TryGetValue(path, out var content) ? content : default(ReadOnlyMemory<byte>?);

    public void Write(string path, ReadOnlyMemory<byte> content) => ImmutableInterlocked.Update(ref files, f => f.SetItem(path, content));

    public bool Delete(string path) => ImmutableInterlocked.Update(ref files, f => f.Remove(path));
}
