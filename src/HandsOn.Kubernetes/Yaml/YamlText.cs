using System.Globalization;
using System.Text;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Yaml;

/// <summary>Writes JSON as YAML, in the layout of kubectl: keys sorted, two spaces, lists not indented.</summary>
public static class YamlText
{
    /// <summary>The YAML text of a value; reads back as the same value.</summary>
    public static string Write(object? value)
    {
        var text = new StringBuilder();
        switch (value)
        {
            case JsonMap { Count: > 0 } map: WriteMap(text, map, 0); break;
            case JsonList { Count: > 0 } list: WriteList(text, list, 0); break;
            default: text.Append(Leaf(value, 0)).Append('\n'); break;
        }
        return text.ToString();
    }

    private static void WriteMap(StringBuilder text, JsonMap map, int indent)
    {
        var isFirst = true;
        foreach (var (key, value) in map.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            // The first key stands behind a list's dash, where there is one.
            if (!isFirst) text.Append(' ', indent);
            isFirst = false;
            text.Append(YamlQuoting.Key(key)).Append(':');
            switch (value)
            {
                case JsonMap { Count: > 0 } child:
                    text.Append('\n').Append(' ', indent + 2);
                    WriteMap(text, child, indent + 2);
                    break;
                case JsonList { Count: > 0 } list:
                    text.Append('\n').Append(' ', indent);
                    WriteList(text, list, indent);
                    break;
                default:
                    text.Append(' ').Append(Leaf(value, indent + 2)).Append('\n');
                    break;
            }
        }
    }

    private static void WriteList(StringBuilder text, JsonList list, int indent)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0) text.Append(' ', indent);
            text.Append("- ");
            switch (list[i])
            {
                case JsonMap { Count: > 0 } map: WriteMap(text, map, indent + 2); break;
                case JsonList { Count: > 0 } inner: WriteList(text, inner, indent + 2); break;
                default: text.Append(Leaf(list[i], indent + 2)).Append('\n'); break;
            }
        }
    }

    private static string Leaf(object? value, int indent) => value switch
    {
        null => "null",
        JsonMap => "{}",
        JsonList => "[]",
        bool flag => flag ? "true" : "false",
        string text => YamlQuoting.Value(text, indent),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
