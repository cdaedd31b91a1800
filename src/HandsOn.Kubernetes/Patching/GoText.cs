using System.Globalization;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Patching;

/// <summary>Values as Go prints them; some refusals show them so.</summary>
internal static class GoText
{
    /// <summary>As <c>%v</c> prints it: <c>map[image:x ports:[map[containerPort:80]]]</c>.</summary>
    public static string Show(object? value) => value switch
    {
        null => "<nil>",
        string text => text,
        bool flag => flag ? "true" : "false",
        JsonMap map => $"map[{string.Join(' ', map.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}:{Show(m.Value)}"))}]",
        JsonList list => $"[{string.Join(' ', list.Select(Show))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>The name of a JSON value's kind in the errors of Go's decoder.</summary>
    public static string JsonKind(object? value) => value switch
    {
        JsonMap => "object",
        JsonList => "array",
        string => "string",
        bool => "bool",
        null => "null",
        _ => "number",
    };

    /// <summary>The Go type that holds a decoded JSON value.</summary>
    public static string Type(object? value) => value switch
    {
        JsonMap => "map[string]interface {}",
        JsonList => "[]interface {}",
        string => "string",
        bool => "bool",
        long => "int64",
        double => "float64",
        _ => "%!s(<nil>)",
    };
}
