using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Kubernetes.Schemas.Decoding;

/// <summary>A body is not an object of the type; the message is what Kubernetes' decoders say.</summary>
public sealed class DecodingException(string message) : Exception(message)
{
    /// <summary>The refusal of a create or update (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/rest.go, transformDecodeError).</summary>
    /// <param name="body">What the body says it is.</param>
    /// <param name="expectedKind">The kind of the resource that was written to.</param>
    public StatusException ToStatus(GroupVersionKind body, string expectedKind) => StatusErrors.BadRequest(
        $"{body.Kind} in version \"{body.Version}\" cannot be handled as a {expectedKind}: {Message}");
}
