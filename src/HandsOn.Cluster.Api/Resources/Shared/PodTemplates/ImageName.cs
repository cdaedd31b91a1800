namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What a container's image name says of its tag (pkg/util/parsers/parsers.go).</summary>
internal static class ImageName
{
    /// <summary>Whether the image's tag is <c>latest</c>, said or implied; an image by digest alone has none.</summary>
    public static bool IsLatest(string image)
    {
        var at = image.IndexOf('@');
        var name = at < 0 ? image.AsSpan() : image.AsSpan(0, at);
        var last = name[(name.LastIndexOf('/') + 1)..];
        var colon = last.IndexOf(':');
        if (colon >= 0) return last[(colon + 1)..].SequenceEqual("latest");
        // What is no image name at all has no tag either.
        return at < 0 && last.Length > 0 && !last.ContainsAnyInRange('A', 'Z');
    }
}
