using System.Buffers;
using System.Text;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Patching;

/// <summary>
/// Counts what a value has in bytes as Kubernetes' JSON patch library counts what it copies: as compact JSON text by Go's encoder,
/// which escapes <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c>. A null by itself counts nothing
/// (deepCopy in gopkg.in/evanphx/json-patch.v4/patch.go).
/// </summary>
internal static class CopySize
{
    private const int UnicodeEscape = 6;

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(c => (char)c), '"', '\\', '<', '>', '&', '\u2028', '\u2029']);

    /// <exception cref="Errors.StatusException">422: the value is nested more deeply than a text may be.</exception>
    public static long Of(object? value) => value is null ? 0 : Of(value, 0);

    private static long Of(object? value, int depth)
    {
        // Operations can nest a small value into itself until no stack is left for it; Go's encoder gives up in time, too.
        if (depth > JsonText.MostDepth) throw JsonPatch.Refused();
        switch (value)
        {
            case string text: return Of(text);
            case JsonMap map:
                var members = 2L + Math.Max(map.Count - 1, 0);
                for (var i = 0; i < map.Count; i++) members += Of(map.KeySpan[i]) + 1 + Of(map.ValueSpan[i], depth + 1);
                return members;
            case JsonList list:
                var items = 2L + Math.Max(list.Count - 1, 0);
                foreach (var item in list.ItemSpan) items += Of(item, depth + 1);
                return items;
            default: return JsonText.ToString(value).Length;
        }
    }

    private static long Of(string text)
    {
        long size = 2 + Encoding.UTF8.GetByteCount(text);
        for (var rest = text.AsSpan(); rest.IndexOfAny(Escaped) is var at and >= 0; rest = rest[(at + 1)..])
            size += rest[at] switch
            {
                '"' or '\\' or '\b' or '\f' or '\n' or '\r' or '\t' => 1,
                '\u2028' or '\u2029' => UnicodeEscape - 3,
                _ => UnicodeEscape - 1,
            };
        return size;
    }
}
