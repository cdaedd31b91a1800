using System.Globalization;
using System.Text;

namespace HandsOn.Kubernetes.Yaml;

/// <summary>Strings as YAML writes them: bare where that reads back as the same string, else quoted, several lines as a block.</summary>
internal static class YamlQuoting
{
    private const string Indicators = "-?:,[]{}#&*!|>'\"%@`";

    // YamlDotNet takes "a *b: 1" for something with an alias in it.
    public static string Key(string text) => text.Contains(" *", StringComparison.Ordinal) ? Escaped(text) : Inline(text);

    public static string Value(string text, int indent) => CanBeBlock(text) ? Block(text, indent) : Inline(text);

    private static string Inline(string text)
    {
        if (text.Any(IsSpecial)) return Escaped(text);
        if (YamlScalar.NeedsQuotes(text)) return $"\"{text}\"";
        return CanBePlain(text) ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    private static bool CanBePlain(string text)
    {
        if (text[0] == ' ' || text[^1] is ' ' or ':') return false;
        if (text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal)) return false;
        if (text.Contains(": ", StringComparison.Ordinal) || text.Contains(" #", StringComparison.Ordinal)) return false;
        return !Indicators.Contains(text[0]) || (text[0] == '-' && text.Length > 1 && text[1] != ' ');
    }

    // A block keeps its lines as they are, so they must be lines that are visible: nothing odd, no spaces at either end.
    private static bool CanBeBlock(string text) => text.Contains('\n')
        && !text.Any(c => c != '\n' && IsSpecial(c))
        && text[0] is not (' ' or '\n')
        && !text.Contains(" \n", StringComparison.Ordinal) && text[^1] != ' ';

    private static string Block(string text, int indent)
    {
        var body = text.TrimEnd('\n');
        var block = new StringBuilder("|").Append((text.Length - body.Length) switch { 0 => "-", 1 => "", _ => "+" });
        foreach (var line in body.Split('\n'))
        {
            block.Append('\n');
            if (line.Length > 0) block.Append(' ', indent).Append(line);
        }
        return block.Append('\n', Math.Max(0, text.Length - body.Length - 1)).ToString();
    }

    private static bool IsSpecial(char character) =>
        char.IsControl(character) || char.IsSurrogate(character) || character is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';

    private static string Escaped(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\') quoted.Append('\\').Append((char)rune.Value);
            else if (rune.Value == '\n') quoted.Append("\\n");
            else if (rune.Value == '\t') quoted.Append("\\t");
            else if (rune.Value == '\r') quoted.Append("\\r");
            else if (rune.Value > 0xFFFF) quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}");
            else if (IsSpecial((char)rune.Value)) quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            else quoted.Append((char)rune.Value);
        }
        return quoted.Append('"').ToString();
    }
}
