namespace HandsOn.E2E.Snapshots;

/// <summary>The comparer of snapshots that this build has.</summary>
internal static class SnapshotComparers
{
    /// <summary>Verify, where the property <c>WithVerify</c> brings it in; else text files. Both leave the same files.</summary>
    public static ISnapshotComparer Default { get; } =
#if WITH_VERIFY
        new VerifyComparer();
#else
        new TextFileComparer();
#endif
}
