using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace HandsOn.Kubernetes.Json;

/// <summary>An immutable JSON array. What its values may be is said at <see cref="JsonMap"/>.</summary>
public sealed class JsonList : IReadOnlyList<object?>, IEquatable<JsonList>
{
    private readonly object?[] items;

    private JsonList(object?[] items) => this.items = items;

    /// <summary>The list without items.</summary>
    public static JsonList Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => items.Length;

    /// <inheritdoc/>
    public object? this[int index] => items[index];

    /// <summary>A list of the given items.</summary>
    public static JsonList Of(params ReadOnlySpan<object?> items)
    {
        var copy = items.ToArray();
        for (var i = 0; i < copy.Length; i++) copy[i] = JsonValue.Normalize(copy[i]);
        return Adopt(copy);
    }

    /// <summary>A list of the given items.</summary>
    public static JsonList From(IEnumerable<object?> items) => Of(items.ToArray());

    /// <summary>The items that are maps.</summary>
    public IEnumerable<JsonMap> Maps() => items.OfType<JsonMap>();

    /// <summary>The items that are strings.</summary>
    public IEnumerable<string> Strings() => items.OfType<string>();

    /// <summary>The first map whose member has that value (a container by name, a condition by type).</summary>
    public JsonMap? Find(string key, object value)
    {
        value = JsonValue.Normalize(value)!;
        foreach (var item in items)
            if (item is JsonMap map && value.Equals(map[key])) return map;
        return null;
    }

    /// <summary>This list with one more item at its end.</summary>
    public JsonList Add(object? item) => new([.. items, JsonValue.Normalize(item)]);

    /// <summary>This list with one item replaced.</summary>
    public JsonList SetAt(int index, object? item)
    {
        var copy = (object?[])items.Clone();
        copy[index] = JsonValue.Normalize(item);
        return new JsonList(copy);
    }

    /// <summary>This list without one item.</summary>
    public JsonList RemoveAt(int index) => Adopt([.. items.AsSpan(0, index), .. items.AsSpan(index + 1)]);

    /// <summary>This list with every map changed; the same list where nothing changed.</summary>
    public JsonList MapEach(Func<JsonMap, JsonMap> change) => ChangeEach(item => item is JsonMap map ? change(map) : item);

    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator() => ((IEnumerable<object?>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Deep equality, in order.</summary>
    public bool Equals([NotNullWhen(true)] JsonList? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || other.Count != Count) return false;
        for (var i = 0; i < items.Length; i++)
            if (!JsonValue.DeepEquals(items[i], other.items[i])) return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as JsonList);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in items) hash.Add(item);
        return hash.ToHashCode();
    }

    /// <summary>The JSON text.</summary>
    public override string ToString() => JsonText.ToString(this);

    /// <summary>This list with every item changed to another JSON value; the same list where nothing changed.</summary>
    internal JsonList ChangeEach(Func<object?, object?> change)
    {
        object?[]? copy = null;
        for (var i = 0; i < items.Length; i++)
        {
            var changed = change(items[i]);
            if (ReferenceEquals(changed, items[i])) continue;
            copy ??= (object?[])items.Clone();
            copy[i] = changed;
        }
        return copy is null ? this : new JsonList(copy);
    }

    internal ReadOnlySpan<object?> ItemSpan => items;

    internal static JsonList Adopt(object?[] items) => items.Length == 0 ? Empty : new JsonList(items);
}
