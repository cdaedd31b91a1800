using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Schemas.Decoding;

/// <summary>An object as Kubernetes understood it, and what it found odd on the way.</summary>
/// <param name="Value">The object without what the type does not have.</param>
/// <param name="StrictErrors">
/// What field validation warns about or refuses, in the server's words: <c>unknown field "spec.foo"</c>, <c>duplicate field "spec.replicas"</c>.
/// </param>
public sealed record DecodedObject(JsonMap Value, IReadOnlyList<string> StrictErrors)
{
    /// <summary>Refuses the object if there is any strict error, as <c>fieldValidation=Strict</c> asks for.</summary>
    /// <exception cref="DecodingException"><c>strict decoding error: unknown field "spec.foo"</c>.</exception>
    public JsonMap RequireStrict() =>
        StrictErrors.Count == 0 ? Value : throw new DecodingException("strict decoding error: " + string.Join(", ", StrictErrors));
}
