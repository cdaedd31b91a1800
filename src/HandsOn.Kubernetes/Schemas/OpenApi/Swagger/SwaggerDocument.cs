using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Schemas.OpenApi.Swagger;

/// <summary>Lays the document out: definitions of all group versions together, and one path a resource.</summary>
internal static class SwaggerDocument
{
    public static JsonMap Make(SchemaCatalog catalog, int minor, IReadOnlyList<OpenApiResource> resources) => JsonMap.Of(
        ("swagger", "2.0"),
        ("info", JsonMap.Of(("title", "Kubernetes"), ("version", $"v1.{minor}.0"))),
        ("paths", Paths(minor, resources)),
        ("definitions", SwaggerDefinitions.Make(ReachableTypes.From(catalog, minor, resources), minor, OpenApiResource.Descriptions(resources))));

    private static JsonMap Paths(int minor, IReadOnlyList<OpenApiResource> resources)
    {
        var paths = new JsonMapBuilder();
        foreach (var resource in resources)
        {
            if (!resource.Verbs.Contains("patch")) continue;
            var version = resource.GroupVersion;
            var prefix = version.Group.Length == 0 ? $"/api/{version}" : $"/apis/{version}";
            var scope = resource.IsNamespaced ? "/namespaces/{namespace}" : "";
            paths.Set($"{prefix}{scope}/{resource.Plural}/{{name}}", JsonMap.Of(("patch", Patch(resource, minor))));
        }
        return paths.Build();
    }

    private static JsonMap Patch(OpenApiResource resource, int minor) => JsonMap.Of(
        ("parameters", JsonList.From(Parameters.Of("patch", minor).Select(p => JsonMap.Of(
            ("name", p), ("in", "query"), ("type", Parameters.TypeOf(p)), ("uniqueItems", true))))),
        ("responses", JsonMap.Of(("200", JsonMap.Of(("description", "OK"))))),
        ("x-kubernetes-action", "patch"),
        ("x-kubernetes-group-version-kind", SwaggerDefinitions.Kind(resource.GroupVersionKind)));
}
