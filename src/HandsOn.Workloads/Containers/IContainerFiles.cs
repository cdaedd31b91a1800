namespace HandsOn.Workloads.Containers;

/// <summary>
/// The files that a container sees, by absolute path. Mounted ConfigMaps, Secrets and projected volumes follow their objects;
/// an emptyDir is shared by the pod's containers.
/// </summary>
public interface IContainerFiles
{
    /// <summary>The bytes of a file, or <see langword="null"/> where there is none.</summary>
    ReadOnlyMemory<byte>? Read(string path);

    /// <summary>Writes a file.</summary>
    /// <exception cref="UnauthorizedAccessException">The path is on a read-only mount.</exception>
    void Write(string path, ReadOnlyMemory<byte> content);

    /// <summary>Removes a file; whether there was one.</summary>
    /// <exception cref="UnauthorizedAccessException">The path is on a read-only mount.</exception>
    bool Delete(string path);

    /// <summary>The names of the files and directories in a directory; <see langword="null"/> where there is no such directory.</summary>
    IReadOnlyList<string>? List(string directory);
}
