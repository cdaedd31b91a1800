using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printJob).</summary>
internal static class JobColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        new("Status", (item, _) => Status(item)),
        new("Completions", (item, _) => Completions(item)),
        new("Duration", (item, now) => Duration(item, now)),
        TableLayout.Age,
        .. Columns.Containers(Columns.TemplateSpec),
        new("Selector", (item, _) => Cells.Selector(item.Spec["selector"] as JsonMap), Priority: 1),
    ]);

    private static string Status(KubeObject job)
    {
        if (job.HasCondition("Complete")) return "Complete";
        if (job.HasCondition("Failed")) return "Failed";
        if (job.IsTerminating) return "Terminating";
        if (job.HasCondition("Suspended")) return "Suspended";
        if (job.HasCondition("FailureTarget")) return "FailureTarget";
        return job.HasCondition("SuccessCriteriaMet") ? "SuccessCriteriaMet" : "Running";
    }

    private static string Completions(KubeObject job)
    {
        var succeeded = job.Status.Long("succeeded") ?? 0;
        if (job.Spec.Long("completions") is { } completions) return $"{succeeded}/{completions}";
        return job.Spec.Long("parallelism") is > 1 and var parallelism ? $"{succeeded}/1 of {parallelism}" : $"{succeeded}/1";
    }

    private static string Duration(KubeObject job, DateTimeOffset now) => Timestamps.Parse(job.Status.String("startTime")) is { } start
        ? HumanDuration.Format((Timestamps.Parse(job.Status.String("completionTime")) ?? now) - start)
        : "";
}
