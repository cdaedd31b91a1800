using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace HandsOn.Kubernetes.Json;

/// <summary>
/// Makes JSON text well-formed Unicode as Go's decoder reads it (encoding/json, unquote): each byte that belongs to no UTF-8 sequence,
/// and each <c>\u</c> escape of half a surrogate pair, stands for U+FFFD.
/// </summary>
internal static class JsonEncoding
{
    private const int EscapeLength = 6;

    /// <summary>The text itself where it is well-formed, which hardly any is not.</summary>
    public static ReadOnlySpan<byte> Mend(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8)) utf8 = WithoutInvalidBytes(utf8);
        return HasSurrogateEscapes(utf8) ? WithoutHalfPairs(utf8) : utf8;
    }

    /// <summary>True where there may be a <c>\u</c> escape of half a surrogate pair, alone or beside its other half.</summary>
    public static bool HasSurrogateEscapes(ReadOnlySpan<byte> utf8) => utf8.IndexOf("\\ud"u8) >= 0 || utf8.IndexOf("\\uD"u8) >= 0;

    private static ReadOnlySpan<byte> WithoutInvalidBytes(ReadOnlySpan<byte> utf8)
    {
        var mended = new ArrayBufferWriter<byte>(utf8.Length + 64);
        while (!utf8.IsEmpty)
        {
            var isValid = Rune.DecodeFromUtf8(utf8, out _, out var length) == OperationStatus.Done;
            // Where a sequence breaks off, .NET takes its bytes together; Go replaces each.
            if (!isValid) length = 1;
            mended.Write(isValid ? utf8[..length] : "\uFFFD"u8);
            utf8 = utf8[length..];
        }
        return mended.WrittenSpan;
    }

    private static ReadOnlySpan<byte> WithoutHalfPairs(ReadOnlySpan<byte> utf8)
    {
        var mended = utf8.ToArray();
        for (var at = utf8.IndexOf((byte)'\\'); at >= 0; at = After(utf8, at))
        {
            if (Unit(utf8[at..]) is not { } unit)
            {
                at += 2;
                continue;
            }
            if (char.IsHighSurrogate(unit) && Unit(utf8[(at + EscapeLength)..]) is { } low && char.IsLowSurrogate(low)) at += EscapeLength;
            else if (char.IsSurrogate(unit)) "\\ufffd"u8.CopyTo(mended.AsSpan(at));
            at += EscapeLength;
        }
        return mended;
    }

    /// <summary>The UTF-16 code unit of the <c>\u</c> escape that the text begins with; null where it begins with something else.</summary>
    private static char? Unit(ReadOnlySpan<byte> utf8) =>
        utf8.Length >= EscapeLength && utf8.StartsWith("\\u"u8)
        && ushort.TryParse(utf8[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;

    private static int After(ReadOnlySpan<byte> utf8, int at) =>
        at < utf8.Length && utf8[at..].IndexOf((byte)'\\') is var next and >= 0 ? at + next : -1;
}
