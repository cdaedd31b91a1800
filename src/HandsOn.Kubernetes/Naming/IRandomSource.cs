namespace HandsOn.Kubernetes.Naming;

/// <summary>Where all chance comes from, so that a run with the same seed repeats exactly. Safe for use from several threads.</summary>
public interface IRandomSource
{
    /// <summary>A number from 0 up to, not including, the maximum.</summary>
    int Next(int exclusiveMaximum);

    /// <summary>Fills the span with random bytes.</summary>
    void Fill(Span<byte> bytes);
}
