using System.Globalization;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Patching;

/// <summary>
/// Reads and changes the value at a path such as <c>/spec/containers/0/image</c>, with the liberties that Kubernetes' JSON
/// patch library takes: negative indexes count from the end, a map gives null for what it does not have.
/// </summary>
internal readonly struct JsonPointer
{
    private readonly string[] steps;

    private JsonPointer(string[] steps) => this.steps = steps;

    public bool IsRoot => steps.Length == 0;

    public static JsonPointer Parse(string path) => new([.. path.Split('/').Skip(1).Select(s =>
        s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]);

    public object? Get(object? root)
    {
        foreach (var step in steps) root = Step(root, step);
        return root;
    }

    /// <summary>The root with the value inserted into a list, or set in a map.</summary>
    public object? Add(object? root, object? value) => Change(root, 0, (container, key) => container switch
    {
        JsonMap map => map.With(key, value),
        JsonList list when key == "-" => list.Add(value),
        JsonList list => JsonList.From([.. list.Take(Index(key, list.Count + 1)), value, .. list.Skip(Index(key, list.Count + 1))]),
        _ => throw JsonPatch.Refused(),
    });

    /// <summary>The root with the value in the place of another, or set in a map.</summary>
    public object? Replace(object? root, object? value) => Change(root, 0, (container, key) => container switch
    {
        JsonMap map => map.With(key, value),
        JsonList list => list.SetAt(Index(key, list.Count), value),
        _ => throw JsonPatch.Refused(),
    });

    /// <summary>The root without the value, which must be there.</summary>
    public object? Remove(object? root) => Change(root, 0, (container, key) => container switch
    {
        JsonMap map when map.ContainsKey(key) => map.Without(key),
        JsonList list => list.RemoveAt(Index(key, list.Count)),
        _ => throw JsonPatch.Refused(),
    });

    private object? Change(object? container, int depth, Func<object?, string, object?> change)
    {
        if (IsRoot) throw JsonPatch.Refused();
        if (depth == steps.Length - 1) return change(container, steps[depth]);
        var child = Change(Step(container, steps[depth]), depth + 1, change);
        return container switch
        {
            JsonMap map => map.With(steps[depth], child),
            JsonList list => list.SetAt(Index(steps[depth], list.Count), child),
            _ => throw JsonPatch.Refused(),
        };
    }

    private static object? Step(object? container, string step) => container switch
    {
        JsonMap map => map[step],
        JsonList list => list[Index(step, list.Count)],
        _ => throw JsonPatch.Refused(),
    };

    private static int Index(string text, int count)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index)) throw JsonPatch.Refused();
        if (index < 0) index += count;
        return index >= 0 && index < count ? index : throw JsonPatch.Refused();
    }
}
