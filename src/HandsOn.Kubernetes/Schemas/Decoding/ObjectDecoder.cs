using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Schemas.Decoding;

/// <summary>
/// Reads a JSON tree as an object of a type, as Kubernetes' typed decoding and encoding does: unknown members are dropped and reported,
/// wrong types refused, nulls and empty values dropped where Kubernetes does not write them (<c>args: []</c>, <c>hostNetwork: false</c>)
/// and written where it does (<c>status: {}</c>, <c>resources: {}</c>). Names are case-sensitive. Quantities and times are checked, and
/// quantities take their canonical form.
/// </summary>
/// <remarks>
/// Mimics vendor/sigs.k8s.io/json (its fork of Go's encoding/json) and the UnmarshalJSON methods of
/// staging/src/k8s.io/apimachinery/pkg/apis/meta/v1, .../api/resource and .../util/intstr.
/// </remarks>
/// <example><code>
/// var duplicates = new List&lt;string&gt;();
/// var map = JsonText.ParseMap(body, duplicates);
/// var deployment = ObjectDecoder.Decode(map, type, duplicates).RequireStrict();
/// </code></example>
public static class ObjectDecoder
{
    /// <summary>Reads an object. A tree that needs no change is returned as it is.</summary>
    /// <param name="input">The tree.</param>
    /// <param name="type">What it should be.</param>
    /// <param name="duplicates">The repeated members that reading the text has found; those of dropped members are not reported.</param>
    /// <param name="minor">The minor whose API it is (21 for 1.21): fields that came later are unknown.</param>
    /// <exception cref="DecodingException">A value has the wrong type.</exception>
    public static DecodedObject Decode(JsonMap input, TypeSchema type, IReadOnlyCollection<string>? duplicates = null, int minor = int.MaxValue)
    {
        var decoding = new Decoding(minor, duplicates is { Count: > 0 } ? duplicates.ToHashSet(StringComparer.Ordinal) : null);
        return new DecodedObject(decoding.Run(input, type), decoding.StrictErrors);
    }
}
