namespace HandsOn.Kubernetes.Json;

/// <summary>What <see cref="JsonMap"/> and <see cref="JsonList"/> share.</summary>
public static class JsonValue
{
    private static readonly object True = true;
    private static readonly object False = false;

    /// <summary>Deep equality; 1 and 1.0 are equal, the order of a map's members does not matter.</summary>
    public static bool DeepEquals(object? left, object? right)
    {
        if (ReferenceEquals(left, right)) return true;
        return (left, right) switch
        {
            (JsonMap a, JsonMap b) => a.Equals(b),
            (JsonList a, JsonList b) => a.Equals(b),
            (long a, double b) => a == b,
            (double a, long b) => a == b,
            _ => left is not null && left.Equals(right),
        };
    }

    /// <summary>The value as a map or list holds it: integers as <see cref="long"/>, fractions as <see cref="double"/>.</summary>
    /// <exception cref="ArgumentException">The value is none that JSON has.</exception>
    public static object? Normalize(object? value) => value switch
    {
        null or string or long or double or JsonMap or JsonList => value,
        bool flag => flag ? True : False,
        int number => (long)number,
        short number => (long)number,
        uint number => (long)number,
        float number => (double)number,
        decimal number => number == Math.Floor(number) ? (long)number : (double)number,
        IEnumerable<string> texts => JsonList.Adopt([.. texts]),
        IEnumerable<JsonMap> maps => JsonList.Adopt([.. maps]),
        _ => throw new ArgumentException($"{value.GetType()} is not a JSON value", nameof(value)),
    };
}
