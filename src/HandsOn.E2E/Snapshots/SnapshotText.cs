namespace HandsOn.E2E.Snapshots;

/// <summary>What makes no difference between two texts.</summary>
public static class SnapshotText
{
    /// <summary>Whether two texts are the same, but for line endings and for line feeds at their ends: editors and version control change those.</summary>
    public static bool AreSame(string one, string other) => Plain(one) == Plain(other);

    private static string Plain(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');
}
