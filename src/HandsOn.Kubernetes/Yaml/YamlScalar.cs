using System.Globalization;
using System.Text.RegularExpressions;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Yaml;

/// <summary>
/// What unquoted YAML means: YAML 1.1, so that <c>yes</c> and <c>on</c> are booleans, <c>0777</c> is octal and <c>1_000</c> a number
/// (go.yaml.in/yaml/v2/resolve.go, which sigs.k8s.io/yaml uses).
/// </summary>
internal static partial class YamlScalar
{
    private const double LargestWhole = 1e18;

    /// <summary>The value of an unquoted scalar.</summary>
    public static object? Resolve(string text)
    {
        if (text.Length == 0) return null;
        switch (text)
        {
            case "~" or "null" or "Null" or "NULL": return null;
            case "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON":
                return JsonValue.Normalize(true);
            case "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF":
                return JsonValue.Normalize(false);
        }
        if (!char.IsAsciiDigit(text[0]) && text[0] is not ('+' or '-' or '.')) return text;
        var plain = text.Replace("_", "", StringComparison.Ordinal);
        if (text[0] != '.' && Integer(plain) is { } integer) return integer;
        return Number(text[0] == '.' ? text : plain) ?? (object)text;
    }

    /// <summary>Whether an unquoted scalar would be read back as something else than this string.</summary>
    public static bool NeedsQuotes(string text) => Resolve(text) is not string || text == "<<" || Odd().IsMatch(text);

    private static object? Integer(string text)
    {
        var isNegative = text[0] == '-';
        var digits = text[0] is '-' or '+' ? text.AsSpan(1) : text;
        UInt128? value;
        if (digits.Length > 1 && digits[0] == '0')
            value = digits[1] switch
            {
                'x' or 'X' => Parse(digits[2..], 16),
                'o' or 'O' => Parse(digits[2..], 8),
                'b' or 'B' => Parse(digits[2..], 2),
                _ => Parse(digits[1..], 8),
            };
        else value = Parse(digits, 10);
        if (value is not { } amount || amount > ulong.MaxValue) return null;
        if (isNegative) return amount <= (UInt128)long.MaxValue + 1 ? unchecked(-(long)amount) : null;
        return amount <= long.MaxValue ? (object)(long)amount : (double)amount;
    }

    private static UInt128? Parse(ReadOnlySpan<char> digits, uint numberBase)
    {
        if (digits.IsEmpty || digits.Length > 64) return null;
        UInt128 value = 0;
        foreach (var character in digits)
        {
            var digit = char.IsAsciiHexDigit(character) ? (uint)Convert.ToInt32(character.ToString(), 16) : numberBase;
            if (digit >= numberBase) return null;
            value = value * numberBase + digit;
            if (value > ulong.MaxValue) return null;
        }
        return value;
    }

    private static object? Number(string text)
    {
        if (!Float().IsMatch(text)) return null;
        var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsInfinity(number)) return null;
        return number == Math.Floor(number) && Math.Abs(number) < LargestWhole ? (object)(long)number : number;
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Float();

    // Numbers of base 60, which nobody reads any more but some once did; dates; infinity and the like.
    [GeneratedRegex(
        @"^([-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?" +
        @"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ][0-9:.]+(Z|[-+][0-9:]+)?)?" +
        @"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Odd();
}
