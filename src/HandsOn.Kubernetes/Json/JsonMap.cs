using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace HandsOn.Kubernetes.Json;

/// <summary>
/// An immutable JSON object that keeps the order of its members. Values are <see cref="JsonMap"/>, <see cref="JsonList"/>,
/// <see cref="string"/>, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/> or <see langword="null"/> (a JSON null).
/// Changing one gives a new map that shares every unchanged part with the old one.
/// </summary>
/// <example><code>
/// var pod = JsonMap.Of(("kind", "Pod"), ("spec", JsonMap.Of(("nodeName", "n1"))));
/// var moved = pod.SetIn("n2", "spec", "nodeName");   // pod is unchanged
/// </code></example>
public sealed class JsonMap : IReadOnlyCollection<KeyValuePair<string, object?>>, IEquatable<JsonMap>
{
    private readonly JsonShape shape;
    private readonly object?[] values;

    private JsonMap(JsonShape shape, object?[] values)
    {
        this.shape = shape;
        this.values = values;
    }

    /// <summary>The map without members.</summary>
    public static JsonMap Empty { get; } = new(JsonShape.Empty, []);

    /// <summary>The number of members.</summary>
    public int Count => values.Length;

    /// <summary>The names of the members, in order.</summary>
    public IReadOnlyList<string> Keys => shape.Keys;

    /// <summary>The value of a member; <see langword="null"/> where there is none (or it is a JSON null).</summary>
    public object? this[string key] => IndexOf(key) is var i and >= 0 ? values[i] : null;

    /// <summary>A map of the given members; a member whose value is <see langword="null"/> is left out.</summary>
    public static JsonMap Of(params ReadOnlySpan<(string Key, object? Value)> members)
    {
        var builder = new JsonMapBuilder(members.Length);
        foreach (var (key, value) in members)
            if (value is not null) builder.Set(key, value);
        return builder.Build();
    }

    /// <summary>A map of the given members; nulls are kept, a later member replaces an earlier one of the same name.</summary>
    public static JsonMap From(IEnumerable<KeyValuePair<string, object?>> members)
    {
        var builder = new JsonMapBuilder();
        foreach (var (key, value) in members) builder.Set(key, value);
        return builder.Build();
    }

    /// <summary>A map of strings.</summary>
    public static JsonMap From(IEnumerable<KeyValuePair<string, string>> members) =>
        From(members.Select(m => KeyValuePair.Create(m.Key, (object?)m.Value)));

    /// <summary>Whether there is a member of that name, even one that is a JSON null.</summary>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <summary>The value of a member, and whether it is there at all.</summary>
    public bool TryGetValue(string key, out object? value)
    {
        var i = IndexOf(key);
        value = i >= 0 ? values[i] : null;
        return i >= 0;
    }

    /// <summary>The value that stands at the end of a path of member names; <see langword="null"/> where the path ends early.</summary>
    public object? At(params ReadOnlySpan<string> path)
    {
        object? current = this;
        foreach (var step in path)
        {
            if (current is not JsonMap map) return null;
            current = map[step];
        }
        return current;
    }

    /// <summary>The string at the end of a path, or <see langword="null"/>.</summary>
    public string? String(params ReadOnlySpan<string> path) => At(path) as string;

    /// <summary>The integer at the end of a path, or <see langword="null"/>.</summary>
    public long? Long(params ReadOnlySpan<string> path) => At(path) switch
    {
        long number => number,
        double number when number == Math.Floor(number) => (long)number,
        _ => null,
    };

    /// <summary>The boolean at the end of a path, or <see langword="null"/>.</summary>
    public bool? Bool(params ReadOnlySpan<string> path) => At(path) as bool?;

    /// <summary>The map at the end of a path, or <see cref="Empty"/>.</summary>
    public JsonMap Map(params ReadOnlySpan<string> path) => At(path) as JsonMap ?? Empty;

    /// <summary>The list at the end of a path, or <see cref="JsonList.Empty"/>.</summary>
    public JsonList List(params ReadOnlySpan<string> path) => At(path) as JsonList ?? JsonList.Empty;

    /// <summary>This map with one member set (in place, or appended); <see langword="null"/> is stored as a JSON null.</summary>
    public JsonMap With(string key, object? value)
    {
        value = JsonValue.Normalize(value);
        var i = IndexOf(key);
        if (i >= 0)
        {
            if (ReferenceEquals(values[i], value)) return this;
            var replaced = (object?[])values.Clone();
            replaced[i] = value;
            return new JsonMap(shape, replaced);
        }
        return new JsonMap(shape.Then(key), [.. values, value]);
    }

    /// <summary>This map without one member; the same map where there is no such member.</summary>
    public JsonMap Without(string key)
    {
        var i = IndexOf(key);
        if (i < 0) return this;
        var keys = shape.Keys;
        return Adopt([.. keys.AsSpan(0, i), .. keys.AsSpan(i + 1)], [.. values.AsSpan(0, i), .. values.AsSpan(i + 1)]);
    }

    /// <summary>This map with the member set where the value is not null, and removed where it is.</summary>
    public JsonMap WithOrWithout(string key, object? value) => value is null ? Without(key) : With(key, value);

    /// <summary>
    /// This map with those of the members that it lacks; a JSON null or an empty string counts as lacking. The same map where it
    /// lacks none.
    /// </summary>
    public JsonMap WithDefaults(params ReadOnlySpan<KeyValuePair<string, object?>> members)
    {
        var absent = 0;
        var hasEmpty = false;
        foreach (var (key, value) in members)
        {
            var i = IndexOf(key);
            if (i < 0) absent++;
            else hasEmpty |= IsLacking(values[i], value);
        }
        if (absent == 0 && !hasEmpty) return this;
        var all = shape;
        var allValues = new object?[values.Length + absent];
        values.CopyTo(allValues, 0);
        foreach (var (key, value) in members)
        {
            var i = IndexOf(key);
            if (i >= 0 && !IsLacking(values[i], value)) continue;
            if (i < 0)
            {
                i = all.Count;
                all = all.Then(key);
            }
            allValues[i] = JsonValue.Normalize(value);
        }
        return new JsonMap(all, allValues);
    }

    /// <summary>This map with a value at the end of a path; maps on the way are made where they are missing.</summary>
    public JsonMap SetIn(object? value, params ReadOnlySpan<string> path) =>
        path.Length == 1 ? With(path[0], value) : With(path[0], Map(path[0]).SetIn(value, path[1..]));

    /// <summary>This map without the value at the end of a path; maps on the way stay, even empty ones.</summary>
    public JsonMap RemoveIn(params ReadOnlySpan<string> path)
    {
        if (path.Length == 1) return Without(path[0]);
        return this[path[0]] is JsonMap child ? With(path[0], child.RemoveIn(path[1..])) : this;
    }

    /// <summary>The members whose values are strings, as pairs (labels, annotations, a ConfigMap's data).</summary>
    public IEnumerable<KeyValuePair<string, string>> Strings()
    {
        for (var i = 0; i < values.Length; i++)
            if (values[i] is string text) yield return KeyValuePair.Create(shape.Keys[i], text);
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < values.Length; i++) yield return KeyValuePair.Create(shape.Keys[i], values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Deep equality; the order of members does not matter.</summary>
    public bool Equals([NotNullWhen(true)] JsonMap? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || other.Count != Count) return false;
        if (ReferenceEquals(shape, other.shape)) return ValuesEqual(other);
        for (var i = 0; i < values.Length; i++)
            if (!other.TryGetValue(shape.Keys[i], out var value) || !JsonValue.DeepEquals(values[i], value)) return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as JsonMap);

    /// <summary>Whether both have the same names in the same order, and the very same values.</summary>
    internal bool IsShallowlyEqual(JsonMap other) => ReferenceEquals(shape, other.shape) && values.AsSpan().SequenceEqual(other.values, ReferenceEqualityComparer.Instance);

    /// <summary>Equal for maps that are shallowly equal.</summary>
    internal int ShallowHash()
    {
        var hash = RuntimeHelpers.GetHashCode(shape);
        foreach (var value in values) hash = (hash * 31) + RuntimeHelpers.GetHashCode(value);
        return hash ^ (hash >> 15);
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Count;
        for (var i = 0; i < values.Length; i++) hash ^= HashCode.Combine(shape.Keys[i], values[i]);
        return hash;
    }

    /// <summary>The JSON text.</summary>
    public override string ToString() => JsonText.ToString(this);

    internal ReadOnlySpan<string> KeySpan => shape.Keys;

    internal ReadOnlySpan<object?> ValueSpan => values;

    internal static JsonMap Adopt(string[] keys, object?[] values) => keys.Length == 0 ? Empty : new JsonMap(JsonShape.Of(keys), values);

    private static bool IsLacking(object? value, object? wanted) =>
        value is null ? wanted is not null : value is "" && wanted is not (null or "");

    private bool ValuesEqual(JsonMap other)
    {
        for (var i = 0; i < values.Length; i++)
            if (!JsonValue.DeepEquals(values[i], other.values[i])) return false;
        return true;
    }

    private int IndexOf(string key) => shape.IndexOf(key);
}
