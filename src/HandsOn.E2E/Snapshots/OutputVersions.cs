using HandsOn.E2E.Clusters;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Snapshots;

/// <summary>
/// From which minors on an output looks different, by kubectl's minor and by the server's: one snapshot holds for all minors from
/// one such change to the next. A command that is not listed looks the same everywhere.
/// </summary>
public static class OutputVersions
{
    private static readonly Dictionary<string, (int[] Kubectl, int[] Server)> Changes = new(StringComparer.Ordinal)
    {
        ["get ingress"] = ([18], [22]),
        ["describe deploy"] = ([27, 30], [31]),
        ["describe rs"] = ([30], []),
        ["describe pod"] = ([25, 33, 35], [21, 26, 29, 30, 32, 35]),
        ["describe svc"] = ([20, 31], [21, 22]),
        ["describe ing"] = ([23, 24, 31], [21, 22]),
        ["rollout history"] = ([30], []),
        ["delete pod"] = ([34], []),
    };

    /// <summary>What is added to a snapshot's name: <c>_kubectl=1.30_server=1.35</c>, the minors at which its looks began.</summary>
    /// <param name="command">What was asked, in the words of the table: <c>describe pod</c>.</param>
    /// <param name="kubectl">The minor of kubectl.</param>
    /// <param name="server">The minor of the cluster.</param>
    /// <param name="ingressClass">The class of the ingress controller, which shows itself and its events in an Ingress.</param>
    public static string Suffix(string command, KubernetesMinor kubectl, KubernetesMinor server, string ingressClass = IngressSettings.DefaultClass) =>
        (Changes.TryGetValue(command, out var changes) ? Part("kubectl", changes.Kubectl, kubectl) + Part("server", changes.Server, server) : "")
        + (ingressClass != IngressSettings.DefaultClass && ShowsIngressClass(command) ? $"_class={ingressClass}" : "");

    /// <summary>Whether an output is another one for each ingress controller.</summary>
    internal static bool ShowsIngressClass(string command) => command is "get ingress" or "describe ing";

    private static string Part(string name, int[] changes, KubernetesMinor minor)
    {
        if (changes.Length == 0) return "";
        var since = changes.Where(c => c <= minor.Number).DefaultIfEmpty(0).Max();
        return $"_{name}={(since == 0 ? $"before-1.{changes[0]}" : $"1.{since}")}";
    }
}
