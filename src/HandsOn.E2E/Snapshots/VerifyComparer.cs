using System.Text;
using VerifyTests;

namespace HandsOn.E2E.Snapshots;

/// <summary>Compares snapshots through Verify; what was masked before is compared as it is, and no diff tool opens.</summary>
internal sealed class VerifyComparer : ISnapshotComparer
{
    // Both belong to the process, and Verify takes them only before its first comparison.
    static VerifyComparer()
    {
        VerifierSettings.UseEncoding(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        VerifierSettings.FixNewlinesOnRead();
    }

    public async Task<SnapshotOutcome> CompareAsync(SnapshotFiles files, string received, bool accept)
    {
        var outcome = SnapshotOutcome.Same;
        using var verifier = new InnerVerifier(files.Folder, files.Name, Settings(accept, to => outcome = to));
        try
        {
            await verifier.VerifyString(received, "txt");
        }
        catch (Exception) when (outcome is SnapshotOutcome.Different or SnapshotOutcome.Missing)
        {
            // Verify's own words for it, with both texts in full; the outcome says the same, and the settings word it.
            return outcome;
        }
        if (outcome == SnapshotOutcome.Same) File.Delete(files.Received);
        return outcome;
    }

    private static VerifySettings Settings(bool accept, Action<SnapshotOutcome> differs)
    {
        var settings = new VerifySettings();
        settings.DisableScrubbers();
        settings.DisableDiff();
        settings.DisableRequireUniquePrefix();
        settings.UseStringComparer((received, verified, _) => Task.FromResult(new CompareResult(SnapshotText.AreSame(received, verified))));
        settings.OnFirstVerify((_, _, accepted) => Told(accepted ? SnapshotOutcome.Accepted : SnapshotOutcome.Missing));
        settings.OnVerifyMismatch((_, _, accepted) => Told(accepted ? SnapshotOutcome.Accepted : SnapshotOutcome.Different));
        if (accept) settings.AutoVerify();
        return settings;

        Task Told(SnapshotOutcome outcome)
        {
            differs(outcome);
            return Task.CompletedTask;
        }
    }
}
