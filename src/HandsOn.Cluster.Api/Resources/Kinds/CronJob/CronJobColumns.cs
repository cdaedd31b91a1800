using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printCronJob).</summary>
internal static class CronJobColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        Columns.Text("Schedule", "spec", "schedule"),
        new("Timezone", (item, _) => item.Spec.String("timeZone") ?? Cells.None),
        new("Suspend", (item, _) => item.Spec.Bool("suspend") is { } suspend ? suspend ? "True" : "False" : Cells.Unset, "boolean"),
        new("Active", (item, _) => (long)item.Status.List("active").Count, "integer"),
        new("Last Schedule", (item, now) => item.Status.String("lastScheduleTime") is { } last ? Cells.Since(last, now) : Cells.None),
        TableLayout.Age,
        .. Columns.Containers(JobPodSpec),
        new("Selector", (item, _) => Cells.Selector(item.Spec.Map("jobTemplate", "spec")["selector"] as JsonMap), Priority: 1),
    ]);

    private static JsonMap JobPodSpec(KubeObject item) => item.Spec.Map("jobTemplate", "spec", "template", "spec");
}
