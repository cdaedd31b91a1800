namespace HandsOn.Cluster.Kubelet;

/// <summary>A volume of a pod: files by relative path (<c>ca.crt</c>, <c>conf/app.yaml</c>).</summary>
internal interface IVolume
{
    /// <summary>Why the volume cannot be set up now, or null where it can.</summary>
    string? Problem();

    /// <summary>The paths of all files.</summary>
    IEnumerable<string> Paths { get; }

    ReadOnlyMemory<byte>? Read(string path);

    /// <exception cref="UnauthorizedAccessException">The volume is read-only.</exception>
    void Write(string path, ReadOnlyMemory<byte> content) => throw new UnauthorizedAccessException("Read-only file system");

    /// <exception cref="UnauthorizedAccessException">The volume is read-only.</exception>
    bool Delete(string path) => throw new UnauthorizedAccessException("Read-only file system");
}
