using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace HandsOn.Kubernetes.Yaml;

/// <summary>Refuses bytes that are no UTF-8, as the YAML reader of an API server does (go.yaml.in/yaml/v2/readerc.go).</summary>
internal static class YamlEncoding
{
    /// <exception cref="YamlSyntaxException">The first sequence of bytes that is no character.</exception>
    public static void Check(ReadOnlySpan<byte> utf8)
    {
        if (Utf8.IsValid(utf8)) return;
        while (Rune.DecodeFromUtf8(utf8, out _, out var length) == OperationStatus.Done) utf8 = utf8[length..];
        throw new YamlSyntaxException(Problem(utf8));
    }

    private static string Problem(ReadOnlySpan<byte> sequence)
    {
        var length = sequence[0] switch
        {
            < 0xC0 or >= 0xF8 => 0,
            < 0xE0 => 2,
            < 0xF0 => 3,
            _ => 4,
        };
        if (length == 0) return "invalid leading UTF-8 octet";
        if (sequence.Length < length) return "incomplete UTF-8 octet sequence";
        var value = sequence[0] & (0xFF >> (length + 1));
        foreach (var octet in sequence[1..length])
        {
            if ((octet & 0xC0) != 0x80) return "invalid trailing UTF-8 octet";
            value = (value << 6) | (octet & 0x3F);
        }
        var least = length switch { 2 => 0x80, 3 => 0x800, _ => 0x10000 };
        return value < least ? "invalid length of a UTF-8 sequence" : "invalid Unicode character";
    }
}
