using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources;

/// <summary>Between the version of a path and the version in which objects are stored.</summary>
internal static class Versioning
{
    /// <summary>The object as the version of the path has it; the very same object where that is the storage version.</summary>
    public static KubeObject ToServed(ResourceDefinition definition, KubeObject stored, GroupVersion version) =>
        version == definition.Names.GroupVersion ? stored : new(Convert(definition, stored.Root, definition.Names.GroupVersion, version));

    /// <summary>An object of a request in the storage version.</summary>
    public static KubeObject ToStored(ResourceDefinition definition, JsonMap served, GroupVersion version) =>
        new(version == definition.Names.GroupVersion ? served : Convert(definition, served, version, definition.Names.GroupVersion));

    private static JsonMap Convert(ResourceDefinition definition, JsonMap item, GroupVersion from, GroupVersion to) =>
        definition.Convert(item, from, to).With("apiVersion", to.ToString()).With("kind", definition.Names.Kind);
}
