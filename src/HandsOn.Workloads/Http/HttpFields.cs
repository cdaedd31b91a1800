using System.Collections;

namespace HandsOn.Workloads.Http;

/// <summary>Header fields, in the order of the wire; names compare without case.</summary>
internal sealed class HttpFields : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> fields = [];

    /// <summary>The first value of that name, or null.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in fields)
                if (key.Equals(name, StringComparison.OrdinalIgnoreCase)) return value;
            return null;
        }
    }

    public void Add(string name, string value) => fields.Add(KeyValuePair.Create(name, value));

    /// <summary>Whether a comma-separated field holds that token.</summary>
    public bool Has(string name, string token) => fields.Any(field =>
        field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)
        && field.Value.Split(',', StringSplitOptions.TrimEntries).Contains(token, StringComparer.OrdinalIgnoreCase));

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
