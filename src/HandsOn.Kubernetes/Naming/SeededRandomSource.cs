namespace HandsOn.Kubernetes.Naming;

/// <summary>A random source that repeats for the same seed.</summary>
public sealed class SeededRandomSource(int seed) : IRandomSource
{
    private readonly Lock gate = new();
    private readonly Random random = new(seed);

    /// <inheritdoc/>
    public int Next(int exclusiveMaximum)
    {
        lock (gate) return random.Next(exclusiveMaximum);
    }

    /// <inheritdoc/>
    public void Fill(Span<byte> bytes)
    {
        lock (gate) random.NextBytes(bytes);
    }
}
