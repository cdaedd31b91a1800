using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Schemas.Decoding;

namespace HandsOn.Kubernetes.Schemas.Protobuf;

/// <summary>Reads bodies of type <c>application/vnd.kubernetes.protobuf</c>, which kubectl sends for what it generates itself.</summary>
public static class ProtobufDecoder
{
    /// <summary><c>application/vnd.kubernetes.protobuf</c>.</summary>
    public const string ContentType = "application/vnd.kubernetes.protobuf";

    /// <summary>
    /// Reads an object as JSON with its <c>apiVersion</c> and <c>kind</c>. It still holds empty values that protobuf carries and JSON would
    /// not: pass it on to <see cref="ObjectDecoder"/>. An empty <c>kind</c> in the envelope gives an object without one.
    /// </summary>
    /// <param name="body">The body, from its <c>k8s\0</c> on.</param>
    /// <param name="catalog">The types.</param>
    /// <param name="fallback">The type where the envelope does not name one.</param>
    /// <exception cref="DecodingException">The body is no such object, or of a kind that is not known.</exception>
    public static JsonMap Decode(ReadOnlySpan<byte> body, SchemaCatalog catalog, TypeSchema? fallback = null)
    {
        if (!ProtobufEnvelope.HasMagic(body))
            throw new DecodingException("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        var envelope = ProtobufEnvelope.Read(body);
        var kind = envelope.GroupVersionKind;
        var type = (envelope.Kind.Length == 0 ? fallback : catalog.ForKind(kind))
            ?? throw new DecodingException($"no kind \"{kind.Kind}\" is registered for version \"{kind.GroupVersion}\"");
        var message = new MessageBuilder();
        if (envelope.Kind.Length > 0)
        {
            message.Set("kind", envelope.Kind);
            message.Set("apiVersion", envelope.ApiVersion);
        }
        MessageReader.ReadInto(message, envelope.Raw, type);
        return message.Build();
    }
}
