using System.Text.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Kubernetes.Schemas.OpenApi;

/// <summary>Writes the paths of a group version's resources.</summary>
internal sealed class PathWriter(Utf8JsonWriter writer, SchemaCatalog catalog, GroupVersion version, int minor)
{
    private static readonly string[] CollectionVerbs = ["list", "create", "deletecollection"];
    private static readonly string[] ItemVerbs = ["get", "update", "delete", "patch"];

    private readonly OperationWriter operations = new(writer, catalog, version, minor);

    private string Prefix => version.Group.Length == 0 ? $"/api/{version}/" : $"/apis/{version}/";

    public void Write(IReadOnlyList<OpenApiResource> resources)
    {
        writer.WriteStartObject("paths");
        writer.WriteStartObject(Prefix);
        operations.WriteDiscovery();
        writer.WriteEndObject();
        foreach (var resource in resources) Write(resource);
        writer.WriteEndObject();
    }

    private void Write(OpenApiResource resource)
    {
        // Namespaces are the one resource whose objects' paths read like a scope.
        var collection = resource.IsNamespaced ? $"{Prefix}namespaces/{{namespace}}/{resource.Plural}" : Prefix + resource.Plural;
        var scope = resource.IsNamespaced ? "Namespaced" : "";
        if (resource.IsNamespaced && resource.Verbs.Contains("list"))
            WritePath(Prefix + resource.Plural, [], ["list"], new OperationTarget(resource, scope: "", suffix: "ForAllNamespaces"));
        string[] above = resource.IsNamespaced ? ["namespace"] : [];
        WritePath(collection, above, resource.Verbs.Intersect(CollectionVerbs), new OperationTarget(resource, scope));
        string[] all = ["name", .. above];
        WritePath(collection + "/{name}", all, resource.Verbs.Intersect(ItemVerbs), new OperationTarget(resource, scope));
        foreach (var subresource in resource.Subresources)
            WritePath($"{collection}/{{name}}/{subresource.Name}", all, subresource.Verbs, new OperationTarget(resource, scope) { Subresource = subresource });
    }

    private void WritePath(string path, IEnumerable<string> parameters, IEnumerable<string> verbs, OperationTarget target)
    {
        var known = verbs.Where(v => v != "watch").ToList();
        if (known.Count == 0) return;
        writer.WriteStartObject(path);
        foreach (var verb in known) operations.Write(verb, target);
        writer.WriteStartArray("parameters");
        foreach (var name in parameters) Parameters.WritePath(writer, name);
        Parameters.WriteQuery(writer, Parameters.Pretty);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
