using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printEvent).</summary>
internal static class EventColumns
{
    public static readonly TableLayout Table = new(
    [
        new("Last Seen", LastSeen),
        Columns.Text("Type", "type"),
        Columns.Text("Reason", "reason"),
        new("Object", (item, _) => Involved(item)),
        Columns.Text("Subobject", "involvedObject", "fieldPath") with { Priority = 1 },
        new("Source", (item, _) => Source(item), Priority: 1),
        new("Message", (item, _) => (item.Root.String("message") ?? "").Trim()),
        new("First Seen", FirstSeen, Priority: 1),
        new("Count", (item, _) => Count(item), Priority: 1),
        TableLayout.Name with { Priority = 1 },
    ]);

    /// <summary>Who reported it: the old field, else the new one.</summary>
    public static string Component(KubeObject item) =>
        item.Root.String("source", "component") is { Length: > 0 } component ? component : item.Root.String("reportingComponent") ?? "";

    private static string FirstSeen(KubeObject item, DateTimeOffset now) =>
        Cells.Since(item.Root.String("firstTimestamp") ?? item.Root.String("eventTime"), now);

    private static string LastSeen(KubeObject item, DateTimeOffset now)
    {
        if (item.Root["series"] is JsonMap series) return Cells.Since(series.String("lastObservedTime"), now);
        return item.Root.String("lastTimestamp") is { } last ? Cells.Since(last, now) : FirstSeen(item, now);
    }

    private static long Count(KubeObject item) => item.Root["series"] is JsonMap series
        ? series.Long("count") ?? 0
        : Math.Max(1, item.Root.Long("count") ?? 0);

    private static string Involved(KubeObject item)
    {
        var kind = (item.Root.String("involvedObject", "kind") ?? "").ToLowerInvariant();
        return item.Root.String("involvedObject", "name") is { Length: > 0 } name ? $"{kind}/{name}" : kind;
    }

    private static string Source(KubeObject item)
    {
        var host = item.Root.String("source", "host") is { Length: > 0 } name ? name : item.Root.String("reportingInstance") ?? "";
        return host.Length == 0 ? Component(item) : $"{Component(item)}, {host}";
    }
}
