using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace HandsOn.Cluster.Kubelet.Images;

/// <summary>An image name as container runtimes complete it: registry, repository, tag or digest (the grammar of distribution/reference).</summary>
internal sealed partial record ImageReference(string Registry, string Repository, string Tag, string Digest)
{
    /// <summary>Reads a name; gives null and the reason where it is none.</summary>
    public static ImageReference? Parse(string image, out string error)
    {
        error = "invalid reference format";
        var match = Grammar().Match(image);
        if (!match.Success)
        {
            if (image.Length > 0 && Grammar().IsMatch(image.ToLowerInvariant())) error = "invalid reference format: repository name (" + image.Split(':', '@')[0] + ") must be lowercase";
            return null;
        }
        var (name, tag, digest) = (match.Groups["name"].Value, match.Groups["tag"].Value, match.Groups["digest"].Value);
        var slash = name.IndexOf('/');
        var first = slash < 0 ? "" : name[..slash];
        var hasRegistry = first == "localhost" || first.AsSpan().IndexOfAny('.', ':') >= 0;
        var registry = hasRegistry ? first : "docker.io";
        var repository = hasRegistry ? name[(slash + 1)..] : slash < 0 ? "library/" + name : name;
        if (tag.Length == 0 && digest.Length == 0) tag = "latest";
        return new(registry, repository, tag, digest);
    }

    /// <summary>As the runtime reports the image of a container: <c>docker.io/library/redis:6.0.5</c>.</summary>
    public override string ToString() => Tag.Length > 0 ? $"{Registry}/{Repository}:{Tag}" : $"{Registry}/{Repository}@{Digest}";

    /// <summary>The image by its content. There is none, so the digest is made of the name: equal names, equal images.</summary>
    public string ById()
    {
        var digest = Digest.Length > 0 ? Digest : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToString())));
        return $"{Registry}/{Repository}@{digest}";
    }

    [GeneratedRegex(@"^(?<name>(?:(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::[0-9]+)?/)?[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*)(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-fA-F]{64}))?$")]
    private static partial Regex Grammar();
}
