namespace HandsOn.E2E.Snapshots;

/// <summary>
/// Compares a text with the one that was accepted before, and keeps what came instead. Whoever does it, the same files hold the same
/// bytes afterwards: UTF-8, lines that end with a line feed.
/// </summary>
public interface ISnapshotComparer
{
    /// <summary>Compares; line endings and line feeds at the end make no difference.</summary>
    /// <param name="files">The snapshot.</param>
    /// <param name="received">The text that came, masked.</param>
    /// <param name="accept">Whether what came is what is wanted from now on.</param>
    Task<SnapshotOutcome> CompareAsync(SnapshotFiles files, string received, bool accept);
}

/// <summary>How a comparison ended.</summary>
public enum SnapshotOutcome
{
    /// <summary>The text is the accepted one; nothing is left of what came before instead.</summary>
    Same,

    /// <summary>The text has become the accepted one.</summary>
    Accepted,

    /// <summary>The text is another one; it was kept.</summary>
    Different,

    /// <summary>None was accepted so far; the text was kept.</summary>
    Missing,
}

/// <summary>The files of one snapshot, as Verify names them.</summary>
/// <param name="Folder">The test's folder.</param>
/// <param name="Name">What stands before the ending: <c>Test.describe-pod</c>.</param>
public sealed record SnapshotFiles(string Folder, string Name)
{
    /// <summary>What was accepted; kept in version control.</summary>
    public string Verified => Path.Combine(Folder, Name + ".verified.txt");

    /// <summary>What came instead.</summary>
    public string Received => Path.Combine(Folder, Name + ".received.txt");
}
