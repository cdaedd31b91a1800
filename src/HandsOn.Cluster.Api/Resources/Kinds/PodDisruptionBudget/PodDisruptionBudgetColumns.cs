using System.Globalization;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printPodDisruptionBudget).</summary>
internal static class PodDisruptionBudgetColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        new("Min Available", (item, _) => Amount(item, "minAvailable")),
        new("Max Unavailable", (item, _) => Amount(item, "maxUnavailable")),
        Columns.Number("Allowed Disruptions", "status", "disruptionsAllowed"),
        TableLayout.Age,
    ]);

    private static string Amount(KubeObject item, string field) => item.Spec[field] switch
    {
        long number => number.ToString(CultureInfo.InvariantCulture),
        string percent => percent,
        _ => "N/A",
    };
}
