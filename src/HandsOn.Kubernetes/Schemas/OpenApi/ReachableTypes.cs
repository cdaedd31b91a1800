namespace HandsOn.Kubernetes.Schemas.OpenApi;

/// <summary>The types that the objects, lists and options of some resources consist of.</summary>
internal static class ReachableTypes
{
    private const string Meta = SchemaNames.Meta;

    public static IEnumerable<TypeSchema> From(SchemaCatalog catalog, int minor, IReadOnlyList<OpenApiResource> resources)
    {
        var found = new SortedDictionary<string, TypeSchema>(StringComparer.Ordinal);
        foreach (var options in (string[])["APIResourceList", "DeleteOptions", "Status", "WatchEvent"]) Add(catalog.Type(Meta + options), minor, found);
        foreach (var resource in resources)
        {
            Add(catalog.ForKind(resource.GroupVersionKind), minor, found);
            if (resource.Verbs.Contains("list")) Add(catalog.ForKind(resource.GroupVersionKind with { Kind = resource.Kind + "List" }), minor, found);
            foreach (var subresource in resource.Subresources) Add(catalog.ForKind(subresource.Kind), minor, found);
        }
        return found.Values;
    }

    private static void Add(TypeSchema? type, int minor, SortedDictionary<string, TypeSchema> found)
    {
        if (type is null || !found.TryAdd(type.Name, type)) return;
        foreach (var field in type.Fields)
        {
            if (field.Since > minor) continue;
            var value = field.Value;
            while (value.Element is { } element) value = element;
            Add(value.Type, minor, found);
        }
    }
}
