using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace HandsOn.E2E.Snapshots;

/// <summary>What a comparison means.</summary>
/// <param name="Failure">What differs; <see langword="null"/> where it holds.</param>
/// <param name="Note">That there was nothing to compare with, or that the new text was accepted.</param>
public sealed record SnapshotResult(string? Failure, string? Note);

/// <summary>
/// Compares a text with the one that was accepted before. The files are Verify's, beside the test: <c>Test.name.verified.txt</c> is
/// kept in version control, <c>Test.name.received.txt</c> is what came instead.
/// </summary>
/// <param name="Accept">Whether what came is what is wanted from now on (<c>HANDSON_ACCEPT=1</c>).</param>
/// <param name="Strict">Whether a snapshot that does not exist is a failure (in CI).</param>
public sealed record SnapshotSettings(bool Accept, bool Strict)
{
    /// <summary>Who compares.</summary>
    public ISnapshotComparer Comparer { get; init; } = SnapshotComparers.Default;

    /// <summary>Compares.</summary>
    /// <param name="files">The snapshot.</param>
    /// <param name="received">The text that came, masked.</param>
    public async Task<SnapshotResult> CompareAsync(SnapshotFiles files, string received)
    {
        var verified = Path.GetFileName(files.Verified);
        var missing = $"there is no {verified} to compare with; accept what came with HANDSON_ACCEPT=1";
        return await Comparer.CompareAsync(files, received, Accept) switch
        {
            SnapshotOutcome.Accepted => new(null, $"{verified} was accepted"),
            SnapshotOutcome.Different => new($"the output is not that of {verified} (accept it with HANDSON_ACCEPT=1):\n{Difference(File.ReadAllText(files.Verified), received)}", null),
            SnapshotOutcome.Missing => Strict ? new(missing, null) : new(null, missing),
            _ => new(null, null),
        };
    }

    private static string Difference(string verified, string received)
    {
        var text = new StringBuilder();
        var lines = InlineDiffBuilder.Diff(verified.TrimEnd(), received.TrimEnd()).Lines;
        for (var i = 0; i < lines.Count; i++)
        {
            var near = lines.Skip(i - 2).Take(i < 2 ? i + 3 : 5).Any(l => l.Type != ChangeType.Unchanged);
            if (near) text.Append(lines[i].Type switch { ChangeType.Inserted => "+ ", ChangeType.Deleted => "- ", _ => "  " }).Append(lines[i].Text).Append('\n');
        }
        return text.ToString().TrimEnd('\n');
    }
}
