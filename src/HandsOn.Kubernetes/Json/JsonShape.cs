namespace HandsOn.Kubernetes.Json;

/// <summary>
/// The member names of maps, in order. Maps with the same names share one shape: ten thousand pods have some forty shapes among
/// them. Shapes form a tree by the next name; it is bounded, because a ConfigMap's keys are a user's words, and a shape that no
/// longer fits in is its map's own.
/// </summary>
internal sealed class JsonShape
{
    private const int MostShapes = 32_768;
    private const int MostSuccessors = 256;
    private const int LongestShared = 32;
    private const int LongestScan = 8;

    private static int shapes;

    private readonly string[] keys;
    private readonly bool isShared;
    private volatile Dictionary<string, JsonShape>? successors;
    private Dictionary<string, int>? index;

    private JsonShape(string[] keys, bool isShared)
    {
        this.keys = keys;
        this.isShared = isShared;
    }

    /// <summary>The shape of the map without members.</summary>
    public static JsonShape Empty { get; } = new([], isShared: true);

    public int Count => keys.Length;

    public string[] Keys => keys;

    /// <summary>The shape with these names.</summary>
    public static JsonShape Of(string[] keys)
    {
        if (keys.Length > LongestShared) return new JsonShape(keys, isShared: false);
        var shape = Empty;
        foreach (var key in keys)
        {
            shape = shape.Then(key);
            if (!shape.isShared) return new JsonShape(keys, isShared: false);
        }
        return shape;
    }

    /// <summary>The shape with one more name at the end.</summary>
    public JsonShape Then(string key)
    {
        if (successors?.GetValueOrDefault(key) is { } known) return known;
        return isShared && keys.Length < LongestShared ? Grow(key) : new JsonShape([.. keys, key], isShared: false);
    }

    /// <summary>Where a name stands; -1 where it does not.</summary>
    public int IndexOf(string key)
    {
        if (keys.Length > LongestScan) return Index().GetValueOrDefault(key, -1);
        for (var i = 0; i < keys.Length; i++)
            if (ReferenceEquals(keys[i], key)) return i;
        for (var i = 0; i < keys.Length; i++)
            if (keys[i].Length == key.Length && keys[i] == key) return i;
        return -1;
    }

    /// <summary>Readers look at the dictionary without a lock, so a new successor goes into a copy.</summary>
    private JsonShape Grow(string key)
    {
        lock (keys)
        {
            if (successors?.GetValueOrDefault(key) is { } known) return known;
            var made = new JsonShape([.. keys, key], Volatile.Read(ref shapes) < MostShapes && (successors?.Count ?? 0) < MostSuccessors);
            if (!made.isShared) return made;
            Interlocked.Increment(ref shapes);
            successors = new Dictionary<string, JsonShape>(successors ?? [], StringComparer.Ordinal) { [key] = made };
            return made;
        }
    }

    private Dictionary<string, int> Index()
    {
        if (index is { } ready) return ready;
        var made = new Dictionary<string, int>(keys.Length, StringComparer.Ordinal);
        for (var i = 0; i < keys.Length; i++) made[keys[i]] = i;
        return index = made;
    }
}
