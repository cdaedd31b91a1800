namespace HandsOn.Cluster.Kubelet;

/// <summary>Several sources in one directory (pkg/volume/projected).</summary>
internal sealed class ProjectedVolume(IReadOnlyList<IVolume> sources) : IVolume
{
    public IEnumerable<string> Paths => sources.SelectMany(s => s.Paths).Distinct(StringComparer.Ordinal);

    public string? Problem() => sources.Select(s => s.Problem()).FirstOrDefault(p => p is not null);

    public ReadOnlyMemory<byte>? Read(string path)
    {
        foreach (var source in sources)
            if (source.Read(path) is { } content) return content;
        return null;
    }
}
