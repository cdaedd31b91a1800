namespace HandsOn.Workloads.Images;

/// <summary>An image name in full, as containerd normalises it: <c>redis</c> is <c>docker.io/library/redis:latest</c>.</summary>
/// <param name="Repository">Registry and path: <c>docker.io/library/redis</c>.</param>
/// <param name="Tag">The tag; <c>latest</c> where none is named.</param>
/// <param name="Digest">The digest (<c>sha256:...</c>); empty where none is named.</param>
internal sealed record ImageReference(string Repository, string Tag, string Digest)
{
    /// <summary>The name, or null where it is none (<c>InvalidImageName</c>).</summary>
    public static ImageReference? Parse(string image)
    {
        var digest = "";
        if (image.IndexOf('@') is var at and >= 0) (image, digest) = (image[..at], image[(at + 1)..]);
        var tag = "latest";
        if (image.LastIndexOf(':') is var colon and > 0 && image.IndexOf('/', colon) < 0) (image, tag) = (image[..colon], image[(colon + 1)..]);
        if (image.Length == 0 || tag.Length is 0 or > 128 || !tag.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-')) return null;
        var slash = image.IndexOf('/');
        var hasRegistry = slash > 0 && (image.AsSpan(0, slash).IndexOfAny('.', ':') >= 0 || image[..slash] == "localhost");
        var path = hasRegistry ? image[(slash + 1)..] : image;
        if (path.Length == 0 || !path.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-' or '/')) return null;
        if (hasRegistry && image[..slash] is not ("docker.io" or "index.docker.io")) return new ImageReference(image, tag, digest);
        return new ImageReference("docker.io/" + (path.Contains('/') ? path : "library/" + path), tag, digest);
    }

    /// <summary>As containerd's messages spell it.</summary>
    public override string ToString() => Digest.Length > 0 ? $"{Repository}@{Digest}" : $"{Repository}:{Tag}";
}
