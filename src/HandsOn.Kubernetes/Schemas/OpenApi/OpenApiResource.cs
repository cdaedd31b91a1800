using HandsOn.Kubernetes.Objects;

namespace HandsOn.Kubernetes.Schemas.OpenApi;

/// <summary>A resource that a server serves in one version of its group.</summary>
/// <param name="GroupVersion">The group and version it is served at.</param>
/// <param name="Kind">The kind of its objects.</param>
/// <param name="Plural">Its name in paths.</param>
/// <param name="IsNamespaced">Whether its objects live in namespaces.</param>
/// <param name="Verbs">What may be done with it, as discovery lists it: <c>get list watch create update patch delete deletecollection</c>.</param>
/// <param name="Subresources">What stands below its objects' paths.</param>
public sealed record OpenApiResource(
    GroupVersion GroupVersion, string Kind, string Plural, bool IsNamespaced, IReadOnlyList<string> Verbs, IReadOnlyList<OpenApiSubresource> Subresources)
{
    /// <summary>One sentence that describes the kind; <see langword="null"/> where there is none.</summary>
    public string? Description { get; init; }

    /// <summary>The kind with its group and version.</summary>
    public GroupVersionKind GroupVersionKind => new(GroupVersion.Group, GroupVersion.Version, Kind);

    internal static Dictionary<GroupVersionKind, string> Descriptions(IEnumerable<OpenApiResource> resources) => resources
        .Where(resource => resource.Description is not null).ToDictionary(resource => resource.GroupVersionKind, resource => resource.Description!);
}

/// <summary>A subresource: <c>status</c>, <c>scale</c>, <c>log</c>.</summary>
/// <param name="Name">Its name in paths.</param>
/// <param name="Kind">The kind of what is sent and received.</param>
/// <param name="Verbs">What may be done with it.</param>
public sealed record OpenApiSubresource(string Name, GroupVersionKind Kind, IReadOnlyList<string> Verbs);
