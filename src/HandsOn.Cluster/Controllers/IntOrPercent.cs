using System.Globalization;

namespace HandsOn.Cluster.Controllers;

/// <summary>A field that is a number or a share of another number: <c>2</c> or <c>"25%"</c>.</summary>
internal static class IntOrPercent
{
    /// <summary>The number that the field means, given what 100% is; 0 where the field is missing or malformed.</summary>
    public static long Scale(object? value, long total, bool roundUp) => value switch
    {
        long number => number,
        double number => (long)number,
        string text when text.EndsWith('%') && long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) =>
            roundUp ? (percent * total + 99) / 100 : percent * total / 100,
        _ => 0,
    };
}
