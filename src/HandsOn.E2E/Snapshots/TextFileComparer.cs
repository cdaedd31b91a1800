namespace HandsOn.E2E.Snapshots;

/// <summary>Compares snapshots as text files, without any package.</summary>
internal sealed class TextFileComparer : ISnapshotComparer
{
    public Task<SnapshotOutcome> CompareAsync(SnapshotFiles files, string received, bool accept) => Task.FromResult(Compare(files, received, accept));

    private static SnapshotOutcome Compare(SnapshotFiles files, string received, bool accept)
    {
        received = received.ReplaceLineEndings("\n");
        var exists = File.Exists(files.Verified);
        if (exists && SnapshotText.AreSame(File.ReadAllText(files.Verified), received))
        {
            File.Delete(files.Received);
            return SnapshotOutcome.Same;
        }
        File.WriteAllText(files.Received, received);
        if (!accept) return exists ? SnapshotOutcome.Different : SnapshotOutcome.Missing;
        File.Move(files.Received, files.Verified, overwrite: true);
        return SnapshotOutcome.Accepted;
    }
}
