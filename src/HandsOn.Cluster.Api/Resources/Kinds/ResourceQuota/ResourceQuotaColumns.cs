using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printResourceQuota).</summary>
internal static class ResourceQuotaColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        new("Request", (item, _) => Amounts(item, limits: false)),
        new("Limit", (item, _) => Amounts(item, limits: true)),
        TableLayout.Age,
    ]);

    private static string Amounts(KubeObject quota, bool limits) => string.Join(", ", quota.Status.Map("hard").Strings()
        .Where(h => h.Key.StartsWith("limits.", StringComparison.Ordinal) == limits)
        .OrderBy(h => h.Key, StringComparer.Ordinal)
        .Select(h => $"{h.Key}: {quota.Status.Map("used")[h.Key] as string ?? "0"}/{h.Value}"));
}
