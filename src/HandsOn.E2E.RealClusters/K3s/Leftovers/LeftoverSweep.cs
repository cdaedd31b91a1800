namespace HandsOn.E2E.RealClusters.K3s.Leftovers;

/// <summary>Takes away what runs have left that ended without doing so: those of this machine whose process runs no more.</summary>
/// <param name="things">Finds and removes it.</param>
/// <param name="host">This machine.</param>
/// <param name="startOf">When a process began; <see langword="null"/> where none of that number runs.</param>
internal sealed class LeftoverSweep(IMarkedThings things, string host, Func<int, DateTimeOffset?> startOf)
{
    // A process's start is told as ticks since the machine's, and that one a little different each time.
    private static readonly TimeSpan Blur = TimeSpan.FromSeconds(5);

    /// <summary>Does it, and gives what was taken away.</summary>
    public async Task<IReadOnlyList<MarkedThing>> RunAsync(CancellationToken cancellation)
    {
        var dead = (await things.FindAsync(RunLabels.RunLabel, cancellation)).Where(t => !RunLabels.IsKept(t) && IsDead(t)).ToList();
        // Containers first: networks and volumes go only when nobody uses them.
        foreach (var sort in dead.GroupBy(t => t.Kind == MarkedKind.Container).OrderByDescending(g => g.Key))
            await Task.WhenAll(sort.Select(t => things.RemoveAsync(t, cancellation)));
        return dead;
    }

    /// <summary>What was taken away, in words: volumes have names that tell nobody anything.</summary>
    public static string Told(IReadOnlyList<MarkedThing> gone) => string.Join(" and ",
    [
        .. gone.Where(t => t.Kind != MarkedKind.Volume).Select(t => t.ToString()),
        .. gone.Count(t => t.Kind == MarkedKind.Volume) is var volumes and > 0 ? [$"{volumes} volume(s)"] : Array.Empty<string>(),
    ]);

    private bool IsDead(MarkedThing thing)
    {
        if (RunLabels.Read(thing) is not { } owner || owner.Host != host) return false;
        return startOf(owner.Process) is not { } started || started != DateTimeOffset.MinValue && (started - owner.Started).Duration() > Blur;
    }
}
