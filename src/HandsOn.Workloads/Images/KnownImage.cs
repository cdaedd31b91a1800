using System.Text.RegularExpressions;
using HandsOn.Workloads.Containers;

namespace HandsOn.Workloads.Images;

/// <summary>What the catalogue knows of one repository.</summary>
/// <param name="Repository">The full repository name.</param>
/// <param name="Tags">A regular expression of the tags that exist; every other tag is not found.</param>
/// <param name="Make">Makes the image of a tag.</param>
internal sealed record KnownImage(string Repository, string Tags, Func<string, ContainerImage> Make)
{
    /// <summary>Tags whose manifest has the format "schema 1", which containerd 2.1 refuses.</summary>
    public string Schema1Tags { get; init; } = "";

    public bool Has(string tag) => Matches(Tags, tag) || IsSchema1(tag);

    public bool IsSchema1(string tag) => Schema1Tags.Length > 0 && Matches(Schema1Tags, tag);

    /// <summary>Version tags such as <c>1</c>, <c>1.27</c>, <c>1.27.3-alpine</c>, and <c>latest</c>.</summary>
    public const string VersionTags = @"latest|stable|alpine|v?\d{1,2}(\.\d{1,3}){0,2}(-[a-z][a-z0-9.]*)*";

    private static bool Matches(string expression, string tag) =>
        Regex.IsMatch(tag, $"^({expression})$", RegexOptions.CultureInvariant);
}
