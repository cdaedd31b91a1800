using FluentAssertions;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Resources;

public class TableTests
{
    private static readonly DateTimeOffset RecordedAt = new(2026, 11, 22, 10, 57, 20, TimeSpan.Zero);

    [TestCaseSource(typeof(GoldenFiles), nameof(GoldenFiles.In), new object[] { "Tables" })]
    public void An_object_is_shown_in_the_cells_of_the_real_server(JsonMap golden)
    {
        using var cluster = new TestKinds();
        var now = Timestamps.Parse(golden.String("now")) ?? RecordedAt;
        foreach (var row in golden.List("rows").Maps())
        {
            var item = new KubeObject(row.Map("object"));
            var table = cluster.Kind(golden.String("kind")!).Table;

            var cells = table.Columns.Select(c => JsonValue.Normalize(c.Cell(item, now)));

            cells.Should().Equal(row.List("cells"), item.ToString());
        }
    }

    [TestCaseSource(typeof(GoldenFiles), nameof(GoldenFiles.In), new object[] { "Tables" })]
    public void A_kind_has_the_columns_of_the_real_server(JsonMap golden)
    {
        using var cluster = new TestKinds();

        var columns = cluster.Kind(golden.String("kind")!).Table.Columns.Select(c => $"{c.Name} {c.Type} {c.Format} {c.Priority}");

        columns.Should().Equal(golden.List("columns").Maps().Select(c => $"{c.String("name")} {c.String("type")} {c.String("format")} {c.Long("priority")}"));
    }
}
