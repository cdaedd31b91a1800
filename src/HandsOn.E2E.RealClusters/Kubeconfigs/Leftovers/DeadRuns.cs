using HandsOn.E2E.Reporting;
using HandsOn.E2E.Scopes;

namespace HandsOn.E2E.RealClusters.Kubeconfigs.Leftovers;

/// <summary>Takes away what runs of this machine have left whose process is gone. Runs of others, and what was kept on purpose, stay.</summary>
internal static class DeadRuns
{
    public static async Task TakeAwayAsync(MarkedObjects marked, IRunProgress progress, CancellationToken cancellation)
    {
        var dead = (await marked.FindAsync(ScopeMarks.Run, cancellation)).Where(f => !f.Object.IsTerminating && RunOwner.Parse(f.Object.Annotations.String(ScopeMarks.Owner))?.IsDead() == true).ToList();
        foreach (var run in dead.GroupBy(f => f.Object.Labels.String(ScopeMarks.Run)))
        {
            await marked.DeleteAsync(run, cancellation);
            progress.Said($"taken away: what run {run.Key}, whose process is gone, had left ({string.Join(", ", run.Select(f => $"{f.Object.Kind} {f.Object.Name}"))})");
        }
    }
}
