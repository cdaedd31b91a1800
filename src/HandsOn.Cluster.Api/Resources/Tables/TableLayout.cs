using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Tables;

/// <summary>A column of a server-side Table (pkg/printers/internalversion/printers.go).</summary>
/// <param name="Name">The heading.</param>
/// <param name="Cell">The cell: string, long or bool; a function of the object and the time now.</param>
/// <param name="Type">OpenAPI type of the cell: string, integer, boolean.</param>
/// <param name="Priority">0 is always shown, 1 with <c>-o wide</c>.</param>
/// <param name="Format">OpenAPI format; <c>name</c> marks the column that is the object's name.</param>
internal sealed record TableColumn(
    string Name, Func<KubeObject, DateTimeOffset, object?> Cell, string Type = "string", int Priority = 0, string Format = "", string Description = "");

/// <summary>The columns of a kind.</summary>
/// <param name="Columns">The columns, in order.</param>
/// <param name="Conditions">The <c>conditions</c> of an object's row (a pod that has completed), where the kind has such.</param>
internal sealed record TableLayout(IReadOnlyList<TableColumn> Columns, Func<KubeObject, JsonList?>? Conditions = null)
{
    public static readonly TableColumn Name = new("Name", (item, _) => item.Name, Format: "name");

    public static readonly TableColumn Age = new("Age", (item, now) => HumanDuration.Since(item.CreationTimestamp, now));

    public static readonly TableLayout NameAndAge = new(
    [
        Name,
        new("Created At", (item, _) => item.Metadata.String("creationTimestamp"), "date"),
    ]);
}
