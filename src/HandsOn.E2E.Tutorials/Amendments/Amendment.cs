using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Tutorials.Amendments;

/// <summary>What a reader types today instead of some lines of the text, because time has broken them.</summary>
/// <param name="First">The first line of the text that is replaced.</param>
/// <param name="Last">The last one.</param>
/// <param name="From">The first minor that needs it; <see langword="null"/>: every minor.</param>
/// <param name="To">The last one; <see langword="null"/>: every later minor.</param>
/// <param name="Was">What the text says there.</param>
/// <param name="Becomes">What is typed instead.</param>
/// <param name="Reason">One sentence.</param>
public sealed record Amendment(
    int First, int Last, KubernetesMinor? From, KubernetesMinor? To, IReadOnlyList<string> Was, IReadOnlyList<string> Becomes, string Reason)
{
    /// <summary>Whether a cluster of that minor needs it.</summary>
    public bool AppliesTo(KubernetesMinor minor) => minor.IsWithin(From, To);
}
