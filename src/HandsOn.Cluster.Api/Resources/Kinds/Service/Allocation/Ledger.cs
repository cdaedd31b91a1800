using System.Diagnostics.CodeAnalysis;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>Numbers that one object at a time can hold, and the UIDs of their holders.</summary>
internal sealed class Ledger<T>
    where T : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<T, string> holders = [];

    /// <summary>Whether the number is the holder's now; it may have been before.</summary>
    public bool TryTake(T number, string holder)
    {
        lock (gate) return holders.TryAdd(number, holder) || holders[number] == holder;
    }

    /// <summary>Gives a number back, if it is the holder's.</summary>
    public void Release(T number, string holder)
    {
        lock (gate)
            if (holders.TryGetValue(number, out var current) && current == holder) holders.Remove(number);
    }

    /// <summary>Takes the first free of the candidates.</summary>
    public bool TryTakeAny(IEnumerable<T> candidates, string holder, [NotNullWhen(true)] out T? taken)
    {
        lock (gate)
            foreach (var candidate in candidates)
                if (holders.TryAdd(candidate, holder))
                {
                    taken = candidate;
                    return true;
                }
        taken = default;
        return false;
    }
}
