using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Schemas;

namespace HandsOn.Cluster.Server.Http.Bodies;

/// <summary>Whether a body is of the kind that its path takes.</summary>
internal static class BodyKind
{
    /// <summary>What the body says it is; what it leaves out is taken from the path.</summary>
    public static GroupVersionKind Of(JsonMap tree, GroupVersionKind expected)
    {
        var kind = tree.String("kind") is { Length: > 0 } given ? given : expected.Kind;
        var version = tree.String("apiVersion") is { Length: > 0 } named ? GroupVersion.Parse(named) : expected.GroupVersion;
        return new(version.Group, version.Version, kind);
    }

    /// <param name="group">The group in which the resource is stored: messages name its Go package.</param>
    /// <exception cref="StatusException">400.</exception>
    public static void Check(GroupVersionKind kind, GroupVersionKind expected, string group, SchemaCatalog schemas)
    {
        if (kind == expected) return;
        var isKnown = schemas.ForKind(kind) is not null;
        if (kind.Kind == expected.Kind && (isKnown || kind.Group == expected.Group))
            throw StatusErrors.BadRequest(
                $"the API version in the data ({kind.GroupVersion}) does not match the expected API version ({expected.GroupVersion})");
        var why = isKnown
            ? $"converting ({kind.Version}.{kind.Kind}) to ({Package(group)}.{expected.Kind}): unknown conversion"
            : $"no kind {FieldErrors.Show(kind.Kind)} is registered for version {FieldErrors.Show(kind.GroupVersion.ToString())} "
                + $"in scheme \"pkg/api/legacyscheme/scheme.go:30\"";
        throw StatusErrors.BadRequest($"{kind.Kind} in version {FieldErrors.Show(kind.Version)} cannot be handled as a {expected.Kind}: {why}");
    }

    private static string Package(string group) => group.Length == 0 ? "core" : group.Split('.')[0];
}
