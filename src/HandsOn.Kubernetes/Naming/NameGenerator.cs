namespace HandsOn.Kubernetes.Naming;

/// <summary>Generated names and UIDs (staging/src/k8s.io/apiserver/pkg/storage/names/generate.go).</summary>
public static class NameGenerator
{
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";
    private const int SuffixLength = 5;
    private const int LongestBase = 63 - SuffixLength;

    /// <summary>A base (cut at 58 characters) and five random characters, as <c>generateName</c> gives.</summary>
    public static string Generate(this IRandomSource random, string basis) =>
        string.Concat(basis.AsSpan(0, Math.Min(basis.Length, LongestBase)), random.Suffix(SuffixLength));

    /// <summary>Random characters of the alphabet that spells no words.</summary>
    public static string Suffix(this IRandomSource random, int length) =>
        string.Create(length, random, (chars, source) =>
        {
            for (var i = 0; i < chars.Length; i++) chars[i] = Alphabet[source.Next(Alphabet.Length)];
        });

    /// <summary>A random UUID (RFC 4122, version 4).</summary>
    public static string NewUid(this IRandomSource random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
