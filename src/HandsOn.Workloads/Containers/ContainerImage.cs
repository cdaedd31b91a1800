namespace HandsOn.Workloads.Containers;

/// <summary>What the registry would have for an image name.</summary>
public sealed record ContainerImage
{
    /// <summary>Makes the program of a container that runs this image.</summary>
    public required Func<IContainerProgram> Program { get; init; }

    /// <summary>
    /// Makes the program that runs a further command in a container of this image (<c>kubectl exec</c>, exec probes, life-cycle
    /// hooks), which it finds in <see cref="IContainerContext.Arguments"/>. It may throw <see cref="ExecutableNotFoundException"/>,
    /// as the default for an image without tools does.
    /// </summary>
    public Func<IContainerProgram> Exec { get; init; } = static () => NoExecutables.Instance;

    /// <summary>The image's entry point, used where the pod gives no <c>command</c>.</summary>
    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    /// <summary>The image's default arguments, used where the pod gives neither <c>command</c> nor <c>args</c>.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>The image's environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The image's working directory.</summary>
    public string WorkingDirectory { get; init; } = "/";

    /// <summary>The image's size in bytes, as events and node status tell it.</summary>
    public long Size { get; init; } = 10_000_000;

    /// <summary>False for an image that the catalogue does not know: it runs as an opaque container, and reports say so.</summary>
    public bool IsVerified { get; init; } = true;
}

/// <summary>What pulling an image gives: the image, or why it cannot be had.</summary>
/// <param name="Image">The image; null where the pull fails.</param>
/// <param name="Error">Why the pull fails, in containerd's words.</param>
public sealed record ImagePull(ContainerImage? Image, string Error = "");

/// <summary>Where images come from.</summary>
public interface IImageCatalog
{
    /// <summary>What pulling that image gives.</summary>
    ImagePull Pull(string image);
}
