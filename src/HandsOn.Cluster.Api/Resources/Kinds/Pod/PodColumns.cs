using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get pods</c> (pkg/printers/internalversion/printers.go, printPod).</summary>
internal static class PodColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        new("Ready", (item, _) => PodSummary.Of(item).Ready),
        new("Status", (item, _) => PodSummary.Of(item).Reason),
        new("Restarts", (item, now) => PodSummary.Of(item).RestartsAt(now)),
        TableLayout.Age,
        new("IP", (item, _) => Cells.OrNone(Address(item)), Priority: 1),
        new("Node", (item, _) => Cells.OrNone(item.Spec.String("nodeName")), Priority: 1),
        new("Nominated Node", (item, _) => Cells.OrNone(item.Status.String("nominatedNodeName")), Priority: 1),
        new("Readiness Gates", (item, _) => Gates(item), Priority: 1),
    ],
    Completion);

    private static readonly JsonList Succeeded = Completed("Succeeded", "The pod has completed successfully.");
    private static readonly JsonList Failed = Completed("Failed", "The pod failed.");

    private static string? Address(KubeObject pod) =>
        pod.Status.List("podIPs").Maps().FirstOrDefault()?.String("ip") ?? pod.Status.String("podIP");

    private static string Gates(KubeObject pod)
    {
        var gates = pod.Spec.List("readinessGates");
        if (gates.Count == 0) return Cells.None;
        var open = gates.Maps().Count(g => pod.HasCondition(g.String("conditionType") ?? ""));
        return $"{open}/{gates.Count}";
    }

    private static JsonList? Completion(KubeObject pod) => pod.Status.String("phase") switch
    {
        "Succeeded" => Succeeded,
        "Failed" => Failed,
        _ => null,
    };

    private static JsonList Completed(string phase, string message) =>
        JsonList.Of(JsonMap.Of(("type", "Completed"), ("status", "True"), ("reason", phase), ("message", message)));
}
