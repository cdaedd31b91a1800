using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace HandsOn.Kubernetes.Json;

/// <summary>
/// Member names, one string object each: a thousand pods share one "containers". Bounded, because a ConfigMap's keys are a
/// user's words and would otherwise stay for ever.
/// </summary>
internal static class JsonKeys
{
    private const int MostKeys = 8192;
    private const int LongestKey = 64;

    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    public static string Intern(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > LongestKey || reader.ValueIsEscaped) return reader.GetString()!;
        Span<char> chars = stackalloc char[LongestKey];
        chars = chars[..Encoding.UTF8.GetChars(reader.ValueSpan, chars)];
        if (BySpan.TryGetValue(chars, out var known)) return known;
        var key = chars.ToString();
        return Known.Count < MostKeys ? Known.GetOrAdd(key, key) : key;
    }

    public static string Intern(string key) => Known.Count < MostKeys ? Known.GetOrAdd(key, key) : key;
}
