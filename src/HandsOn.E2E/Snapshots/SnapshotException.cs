namespace HandsOn.E2E.Snapshots;

/// <summary>An output is not what it was; the message shows the lines that differ.</summary>
public sealed class SnapshotException(string message) : Exception(message);
