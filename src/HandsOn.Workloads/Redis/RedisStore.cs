namespace HandsOn.Workloads.Redis;

/// <summary>The keys and values of all databases. Used under the server's lock.</summary>
internal sealed class RedisStore(TimeProvider time)
{
    public const int DatabaseCount = 16;

    private Dictionary<string, Entry>[] databases = Empty();

    public sealed record Entry(string Value, DateTimeOffset? Expires);

    public Entry? Find(int database, string key)
    {
        if (databases[database].GetValueOrDefault(key) is not { } entry) return null;
        if (entry.Expires is null || entry.Expires > time.GetUtcNow()) return entry;
        databases[database].Remove(key);
        return null;
    }

    public void Set(int database, string key, string value, DateTimeOffset? expires = null) => databases[database][key] = new Entry(value, expires);

    public bool Delete(int database, string key) => Find(database, key) is not null && databases[database].Remove(key);

    public IEnumerable<string> Keys(int database) => databases[database].Keys.ToArray().Where(key => Find(database, key) is not null);

    public int Count(int database) => Keys(database).Count();

    public void Clear() => databases = Empty();

    public void Clear(int database) => databases[database].Clear();

    private static Dictionary<string, Entry>[] Empty() =>
        [.. Enumerable.Range(0, DatabaseCount).Select(_ => new Dictionary<string, Entry>(StringComparer.Ordinal))];
}
