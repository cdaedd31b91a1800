namespace HandsOn.E2E.RealClusters.K3s.Images;

/// <summary>The name of an image.</summary>
/// <param name="Repository">Where it is: <c>docker.io/library/redis</c>.</param>
/// <param name="TagOrDigest">Which one it is there: <c>6.0.5</c>, <c>sha256:...</c>.</param>
internal sealed record ImageReference(string Repository, string TagOrDigest)
{
    /// <summary>The whole name, as the engine takes it.</summary>
    public string Name => Repository + (TagOrDigest.Contains(':') ? '@' : ':') + TagOrDigest;

    /// <summary>Reads a name as container runtimes do: without a tag it is <c>latest</c>; a digest says more than the tag beside it.</summary>
    public static ImageReference Parse(string name)
    {
        var digest = name.IndexOf('@');
        var tag = name.LastIndexOf(':', digest < 0 ? name.Length - 1 : digest);
        var hasTag = tag > name.LastIndexOf('/', digest < 0 ? name.Length - 1 : digest);
        var repository = hasTag ? name[..tag] : digest < 0 ? name : name[..digest];
        return new(repository, digest >= 0 ? name[(digest + 1)..] : hasTag ? name[(tag + 1)..] : "latest");
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
