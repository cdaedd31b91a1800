using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Kubernetes.Schemas.OpenApi;

/// <summary>
/// The documents below <c>/openapi/v3</c>: an index, and one document a group version, which <c>kubectl explain</c> and kubectl's validation
/// work from. Each is built when it is first asked for and kept.
/// </summary>
/// <example><code>
/// var openApi = new OpenApiV3(SchemaCatalog.Default, minor: 36, resources);
/// openApi.Root                        // GET /openapi/v3
/// openApi.Document("apis/apps/v1")    // GET /openapi/v3/apis/apps/v1?hash=...
/// </code></example>
public sealed class OpenApiV3
{
    private readonly SchemaCatalog catalog;
    private readonly int minor;
    private readonly Lazy<Dictionary<string, IReadOnlyList<OpenApiResource>>> byPath;
    private readonly ConcurrentDictionary<string, Lazy<byte[]>> documents = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<GroupVersionKind, string>> descriptions;
    private readonly Lazy<byte[]> root;

    /// <summary>Documents for the given resources.</summary>
    /// <param name="catalog">Their types.</param>
    /// <param name="minor">The minor of the server (36 for 1.36); later fields are left out.</param>
    /// <param name="resources">What is served. A resource whose kind the catalog does not have is left out.</param>
    public OpenApiV3(SchemaCatalog catalog, int minor, IEnumerable<OpenApiResource> resources)
    {
        this.catalog = catalog;
        this.minor = minor;
        byPath = new(() => resources.Where(r => catalog.ForKind(r.GroupVersionKind) is not null).GroupBy(r => r.GroupVersion)
            .ToDictionary(g => PathOf(g.Key), g => (IReadOnlyList<OpenApiResource>)[.. g.OrderBy(r => r.Plural, StringComparer.Ordinal)], StringComparer.Ordinal));
        descriptions = new(() => OpenApiResource.Descriptions(resources));
        root = new Lazy<byte[]>(WriteRoot);
    }

    /// <summary>The index as UTF-8 JSON: <c>{"paths":{"apis/apps/v1":{"serverRelativeURL":"/openapi/v3/apis/apps/v1?hash=..."}}}</c>.</summary>
    public ReadOnlyMemory<byte> Root => root.Value;

    /// <summary>The paths of the documents in order: <c>api/v1</c>, <c>apis/apps/v1</c>.</summary>
    public IEnumerable<string> Paths => byPath.Value.Keys.Order(StringComparer.Ordinal);

    /// <summary>The document of a group version as UTF-8 JSON, or <see langword="null"/> where it is not served.</summary>
    /// <param name="path">What follows <c>/openapi/v3/</c>: <c>api/v1</c> or <c>apis/GROUP/VERSION</c>.</param>
    public ReadOnlyMemory<byte>? Document(string path)
    {
        if (!byPath.Value.TryGetValue(path, out var resources)) return null;
        var document = documents.GetOrAdd(path, p => new Lazy<byte[]>(() => GroupVersionDocument.Write(catalog, minor, resources, descriptions.Value)));
        return document.Value;
    }

    /// <summary>The hash in the index's address of a document, which is also its ETag; <see langword="null"/> where it is not served.</summary>
    public string? Hash(string path)
    {
        if (!byPath.Value.TryGetValue(path, out var resources)) return null;
        // A document follows from this build and the resources alone, so the index need not build every document to name it.
        var identity = new StringBuilder().Append(typeof(OpenApiV3).Module.ModuleVersionId).Append(' ').Append(minor);
        foreach (var resource in resources)
        {
            identity.Append('\n').Append(resource.GroupVersionKind).Append(' ').Append(resource.Plural).Append(' ').AppendJoin(',', resource.Verbs);
            foreach (var sub in resource.Subresources) identity.Append(' ').Append(sub.Name).Append('=').Append(sub.Kind).Append(' ').AppendJoin(',', sub.Verbs);
        }
        return Convert.ToHexString(SHA512.HashData(Encoding.UTF8.GetBytes(identity.ToString())));
    }

    private static string PathOf(GroupVersion version) => version.Group.Length == 0 ? $"api/{version}" : $"apis/{version}";

    private byte[] WriteRoot()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("paths");
            foreach (var path in Paths)
            {
                writer.WriteStartObject(path);
                writer.WriteString("serverRelativeURL", $"/openapi/v3/{path}?hash={Hash(path)}");
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
