using System.Text.Json;

namespace HandsOn.Cluster.Server.Http;

/// <summary>What Go's encoding/json says of text that is no JSON object; asked only after the text has been refused.</summary>
internal static class GoJson
{
    public static string Error(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        try
        {
            while (reader.Read())
            {
                // The position where reading ends is what counts.
            }
        }
        catch (JsonException syntax)
        {
            var at = Offset(text, syntax);
            return at >= text.Length ? "unexpected end of JSON input" : $"invalid character {Quote(text[at])} {Where(text, at)}";
        }
        return "json: cannot unmarshal the value into Go value of type struct";
    }

    private static int Offset(ReadOnlySpan<byte> text, JsonException syntax)
    {
        var at = 0;
        for (var line = syntax.LineNumber ?? 0; line > 0 && at < text.Length; at++)
            if (text[at] == (byte)'\n') line--;
        return at + (int)(syntax.BytePositionInLine ?? 0);
    }

    private static string Where(ReadOnlySpan<byte> text, int at)
    {
        var before = text[..at].TrimEnd(" \t\r\n"u8);
        if (before.IsEmpty) return "looking for beginning of value";
        return (char)before[^1] switch
        {
            ':' or '[' => "looking for beginning of value",
            '{' => "looking for beginning of object key string",
            ',' => "looking for beginning of value",
            '}' or ']' => "after top-level value",
            _ => "after object key:value pair",
        };
    }

    // Go's decoder goes by bytes: of a character that has several it shows the first, as if that were a character of Latin-1.
    private static string Quote(byte character) => (char)character switch
    {
        '\'' => @"'\''",
        '\\' => @"'\\'",
        '\a' => @"'\a'",
        '\b' => @"'\b'",
        '\f' => @"'\f'",
        '\n' => @"'\n'",
        '\r' => @"'\r'",
        '\t' => @"'\t'",
        '\v' => @"'\v'",
        < ' ' or '\x7f' => $@"'\x{character:x2}'",
        (> '\x7f' and <= '\xa0') or '\xad' => $@"'\u{character:x4}'",
        var shown => $"'{shown}'",
    };
}
