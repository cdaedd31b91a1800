namespace HandsOn.E2E.Snapshots;

/// <summary>Who compares snapshots in this build.</summary>
public static class SnapshotComparers
{
    /// <summary>The one that settings take which name none: text files, unless a build has brought another.</summary>
    public static ISnapshotComparer Default { get; private set; } = new TextFileComparer();

    /// <summary>Puts another in its place.</summary>
    public static void Use(ISnapshotComparer comparer) => Default = comparer;
}
