using System.Security.Cryptography;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Schemas.OpenApi.Swagger;

namespace HandsOn.Kubernetes.Schemas.OpenApi;

/// <summary>
/// The one document at <c>/openapi/v2</c>, which kubectl before 1.29 cannot do without: it explains and validates by it, patches by its merge
/// keys and looks in it for what a server supports. It holds every definition, and of the paths those operations that clients look for.
/// </summary>
public sealed class OpenApiV2
{
    /// <summary>The type of <see cref="Protobuf"/>.</summary>
    public const string ProtobufContentType = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    /// <summary>The same type as kubectl asks for it; no valid one, so a response must not carry it.</summary>
    public const string ProtobufAccept = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

    private readonly Lazy<JsonMap> document;
    private readonly Lazy<byte[]> json;
    private readonly Lazy<byte[]> protobuf;
    private readonly Lazy<string> hash;

    /// <summary>The document for the given resources.</summary>
    /// <param name="catalog">Their types.</param>
    /// <param name="minor">The minor of the server (36 for 1.36); later fields are left out.</param>
    /// <param name="resources">What is served. A resource whose kind the catalog does not have is left out.</param>
    public OpenApiV2(SchemaCatalog catalog, int minor, IEnumerable<OpenApiResource> resources)
    {
        document = new(() => SwaggerDocument.Make(catalog, minor, [.. resources.Where(r => catalog.ForKind(r.GroupVersionKind) is not null)]));
        json = new(() => JsonText.ToUtf8(document.Value));
        protobuf = new(() => GnosticEncoder.Encode(document.Value));
        hash = new(() => Convert.ToHexString(SHA512.HashData(protobuf.Value)));
    }

    /// <summary>The document as UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Json => json.Value;

    /// <summary>The document as protobuf, the only form that kubectl asks for.</summary>
    public ReadOnlyMemory<byte> Protobuf => protobuf.Value;

    /// <summary>The document's ETag, without quotes.</summary>
    public string Hash => hash.Value;
}
