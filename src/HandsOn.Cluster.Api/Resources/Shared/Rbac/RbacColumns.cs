using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Shared.Rbac;

/// <summary>The columns of roles and bindings (pkg/printers/internalversion/printers.go, printRoleBinding).</summary>
internal static class RbacColumns
{
    public static readonly TableLayout Role = TableLayout.NameAndAge;

    public static readonly TableLayout Binding = new(
    [
        TableLayout.Name,
        new("Role", (item, _) => $"{item.Root.String("roleRef", "kind")}/{item.Root.String("roleRef", "name")}"),
        TableLayout.Age,
        new("Users", (item, _) => Subjects(item, "User"), Priority: 1),
        new("Groups", (item, _) => Subjects(item, "Group"), Priority: 1),
        new("ServiceAccounts", (item, _) => Subjects(item, "ServiceAccount"), Priority: 1),
    ]);

    private static string Subjects(KubeObject binding, string kind) => string.Join(", ", binding.Root.List("subjects").Maps()
        .Where(s => s.String("kind") == kind)
        .Select(s => kind == "ServiceAccount" && s.String("namespace") is { Length: > 0 } place ? $"{place}/{s.String("name")}" : s.String("name")));
}
