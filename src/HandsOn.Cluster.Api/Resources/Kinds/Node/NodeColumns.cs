using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printNode).</summary>
internal static class NodeColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        new("Status", (item, _) => Status(item)),
        new("Roles", (item, _) => Roles(item)),
        TableLayout.Age,
        Columns.Text("Version", "status", "nodeInfo", "kubeletVersion"),
        new("Internal-IP", (item, _) => Address(item, "InternalIP"), Priority: 1),
        new("External-IP", (item, _) => Address(item, "ExternalIP"), Priority: 1),
        new("OS-Image", (item, _) => Info(item, "osImage"), Priority: 1),
        new("Kernel-Version", (item, _) => Kernel(item), Priority: 1),
        new("Container-Runtime", (item, _) => Info(item, "containerRuntimeVersion"), Priority: 1),
    ]);

    private const string RolePrefix = "node-role.kubernetes.io/";

    private static string Status(KubeObject node)
    {
        var ready = node.Condition("Ready") is { } condition ? condition.String("status") == "True" ? "Ready" : "NotReady" : "Unknown";
        return node.Spec.Bool("unschedulable") == true ? ready + ",SchedulingDisabled" : ready;
    }

    private static string Roles(KubeObject node)
    {
        var roles = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (label, value) in node.Labels.Strings())
        {
            if (label.StartsWith(RolePrefix, StringComparison.Ordinal) && label.Length > RolePrefix.Length) roles.Add(label[RolePrefix.Length..]);
            else if (label == "kubernetes.io/role" && value.Length > 0) roles.Add(value);
        }
        return Cells.OrNone(string.Join(",", roles));
    }

    private static string Address(KubeObject node, string type) =>
        node.Status.List("addresses").Find("type", type)?.String("address") ?? Cells.None;

    private static string Info(KubeObject node, string field) =>
        node.Status.String("nodeInfo", field) is { Length: > 0 } text ? text : "<unknown>";

    private static string Kernel(KubeObject node) => node.Status.String("nodeInfo", "architecture") is { Length: > 0 } architecture
        ? $"{Info(node, "kernelVersion")} ({architecture})"
        : Info(node, "kernelVersion");
}
