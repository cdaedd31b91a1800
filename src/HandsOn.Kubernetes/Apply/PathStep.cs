using System.Collections.Concurrent;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Schemas;

namespace HandsOn.Kubernetes.Apply;

/// <summary>
/// One step of a field's path as FieldsV1 spells it: <c>f:NAME</c> a member, <c>k:{...}</c> the item of a list with these keys,
/// <c>v:VALUE</c> an item of a set (sigs.k8s.io/structured-merge-diff/v6/fieldpath/serialize-pe.go).
/// </summary>
internal static class PathStep
{
    /// <summary>Stands in a node for the node itself.</summary>
    public const string Self = ".";

    private const int MostKnown = 8192;
    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    public static string Field(string name)
    {
        if (Known.TryGetValue(name, out var step)) return step;
        step = "f:" + name;
        if (Known.Count < MostKnown) Known.TryAdd(name, step);
        return step;
    }

    /// <summary>The name behind <c>f:</c>, or <see langword="null"/>.</summary>
    public static string? FieldName(string step) => step.StartsWith("f:", StringComparison.Ordinal) ? step[2..] : null;

    /// <summary>The step to an item of a set or of a list with keys; null where the item has none of its keys.</summary>
    public static string? Item(object? item, ValueSchema list)
    {
        if (list.ListMerge == ListMerge.Set) return "v:" + JsonText.ToString(item);
        if (item is not JsonMap map) return null;
        if (list.ListMapKeys.Count == 1 && map[list.ListMapKeys[0]] is string only && IsPlain(only))
            return $"k:{{\"{list.ListMapKeys[0]}\":\"{only}\"}}";
        var keys = new JsonMapBuilder(list.ListMapKeys.Count);
        foreach (var key in list.ListMapKeys.Order(StringComparer.Ordinal))
            keys.SetIfPresent(key, map[key] ?? MissingKey(list.Element?.Type?.Field(key)));
        return keys.Count == 0 ? null : "k:" + JsonText.ToString(keys.Build());
    }

    /// <summary>As conflicts spell it: <c>.spec</c>, <c>[name="c"]</c>, <c>[="x"]</c>.</summary>
    public static string Show(string step) => step[..2] switch
    {
        "k:" => $"[{string.Join(',', JsonText.ParseMap(step[2..]).Select(k => $"{k.Key}={FieldErrors.Show(k.Value)}"))}]",
        "v:" => $"[={FieldErrors.Show(JsonText.Parse(step[2..]))}]",
        "i:" => $"[{step[2..]}]",
        _ => "." + step[2..],
    };

    /// <summary>The order in which FieldsV1 lists steps: the node itself, members by name, items by the values of their keys.</summary>
    public static int Compare(string left, string right)
    {
        var byKind = Rank(left).CompareTo(Rank(right));
        if (byKind != 0) return byKind;
        return left[0] is 'k' or 'v' && left != right
            ? CompareValues(JsonText.Parse(left[2..]), JsonText.Parse(right[2..]))
            : string.CompareOrdinal(left, right);
    }

    private static int Rank(string step) => step == Self ? 0 : step[0] switch { 'f' => 1, 'k' => 2, 'v' => 3, _ => 4 };

    private static int CompareValues(object? left, object? right) => (left, right) switch
    {
        (long a, long b) => a.CompareTo(b),
        (string a, string b) => string.CompareOrdinal(a, b),
        (JsonMap a, JsonMap b) => CompareKeys(a, b),
        _ => string.CompareOrdinal(JsonText.ToString(left), JsonText.ToString(right)),
    };

    private static int CompareKeys(JsonMap left, JsonMap right)
    {
        foreach (var (a, b) in left.Zip(right))
        {
            var order = string.CompareOrdinal(a.Key, b.Key);
            if (order == 0) order = CompareValues(a.Value, b.Value);
            if (order != 0) return order;
        }
        return left.Count.CompareTo(right.Count);
    }

    // OpenAPI gives every required scalar its zero value for a default.
    private static object? MissingKey(FieldSchema? field) => field?.Default ?? (field is { IsRequired: true } ? field.Value.Zero : null);

    private static bool IsPlain(string text)
    {
        foreach (var character in text)
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '.' or '_' or '/')) return false;
        return true;
    }
}
