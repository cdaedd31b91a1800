using System.Buffers.Binary;
using System.Globalization;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Naming;

/// <summary>
/// The <c>pod-template-hash</c>: same shape and alphabet as that of Kubernetes (pkg/controller/controller_utils.go,
/// ComputeHash), over the template's JSON instead of Go's memory, so the same template gives another hash than a real cluster.
/// </summary>
public static class TemplateHash
{
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";
    private const uint OffsetBasis = 2166136261;
    private const uint Prime = 16777619;

    /// <summary>The hash of a pod template. The order of its members does not matter.</summary>
    /// <param name="template">The template, without a <c>pod-template-hash</c> label.</param>
    /// <param name="collisionCount">How often the hash has hit that of another template (<c>status.collisionCount</c>).</param>
    public static string Compute(JsonMap template, long? collisionCount = null)
    {
        var hash = Fnv1a(OffsetBasis, JsonText.ToUtf8(SortedJson.Sort(template)));
        if (collisionCount is { } count)
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)count);
            hash = Fnv1a(hash, bytes);
        }
        return SafeEncode(hash.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Each character replaced by one of the alphabet that spells no words (staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go).</summary>
    public static string SafeEncode(string text) => string.Create(text.Length, text, (chars, source) =>
    {
        for (var i = 0; i < chars.Length; i++) chars[i] = Alphabet[source[i] % Alphabet.Length];
    });

    private static uint Fnv1a(uint hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes) hash = (hash ^ one) * Prime;
        return hash;
    }
}
