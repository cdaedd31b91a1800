using System.Globalization;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printEndpointSlice).</summary>
internal static class EndpointSliceColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        Columns.Text("AddressType", "addressType"),
        new("Ports", (item, _) => Ports(item)),
        new("Endpoints", (item, _) => Addresses(item)),
        TableLayout.Age,
    ]);

    private static string Ports(KubeObject slice) => OrUnset(slice.Root.List("ports").Maps()
        .Select(p => p.Long("port") is { } number ? number.ToString(CultureInfo.InvariantCulture) : p.String("name") ?? "*").ToList());

    private static string Addresses(KubeObject slice) =>
        OrUnset(slice.Root.List("endpoints").Maps().SelectMany(e => e.List("addresses").Strings()).ToList());

    private static string OrUnset(List<string> all) => Cells.Few(all) is { Length: > 0 } text ? text : Cells.Unset;
}
