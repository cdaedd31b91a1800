using System.Globalization;
using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A part of the addresses behind a Service (pkg/registry/discovery/endpointslice/strategy.go).</summary>
internal sealed class EndpointSliceKind : ResourceDefinition
{
    private const string Zone = "topology.kubernetes.io/zone";
    private const string Hostname = "kubernetes.io/hostname";

    private static readonly ServedVersion[] Served =
    [
        new("discovery.k8s.io/v1") { Since = 21 },
        new("discovery.k8s.io/v1beta1") { Deprecated = 21, Removed = 25, Replacement = "discovery.k8s.io/v1 EndpointSlice" },
    ];

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printEndpointSlice).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        Columns.Text("AddressType", "addressType"),
        new("Ports", (item, _) => PortsCell(item)),
        new("Endpoints", (item, _) => EndpointsCell(item)),
        TableLayout.Age,
    ]);

    private static readonly DefaultMembers PortDefaults = new(("name", ""), ("protocol", "TCP"));
    private static readonly DefaultMembers EndpointDefaults = new(("conditions", JsonMap.Empty));

    public static readonly GroupResource Resource = new("discovery.k8s.io", "endpointslices");

    public override ResourceNames Names { get; } = new(Resource, "v1", "EndpointSlice");

    public override string Description => "An EndpointSlice lists some of the addresses behind a Service, with the state of each.";

    public override IReadOnlyList<ServedVersion> Versions => Served;

    public override IReadOnlyList<DefaultAccess> DefaultAccess => [UserFacingRole.View.Reads("")];

    public override bool HasGeneration => true;

    /// <summary>Everything but the metadata, of which only the labels count.</summary>
    public override object? GenerationCounts(KubeObject item) =>
        item.Root.Without("apiVersion").Without("kind").With("metadata", item.Labels);

    public override TableLayout Table => Layout;

    /// <summary>
    /// Defaults of an EndpointSlice (pkg/apis/discovery/v1/defaults.go, SetDefaults_EndpointPort). Both lists are always written.
    /// </summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) => item
        .ChangeEach("ports", PortDefaults.Fill).ChangeEach("endpoints", EndpointDefaults.Fill)
        .NullWhereEmpty("endpoints").NullWhereEmpty("ports");

    /// <summary>
    /// Conversion between <c>v1beta1</c>, which has a map of topology, and <c>v1</c>, which has fields
    /// (pkg/apis/discovery/v1beta1/conversion.go).
    /// </summary>
    public override JsonMap Convert(JsonMap item, GroupVersion from, GroupVersion to) => (from.Version, to.Version) switch
    {
        ("v1beta1", "v1") => item.ChangeEach("endpoints", ToV1),
        ("v1", "v1beta1") => item.ChangeEach("endpoints", ToBeta),
        _ => item,
    };

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        EndpointSliceValidation.Validate(item, errors);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        EndpointSliceValidation.ValidateUpdate(item, old, errors);

    private static string PortsCell(KubeObject slice) => OrUnset(slice.Root.List("ports").Maps()
        .Select(p => p.Long("port") is { } number ? number.ToString(CultureInfo.InvariantCulture) : p.String("name") ?? "*").ToList());

    private static string EndpointsCell(KubeObject slice) =>
        OrUnset(slice.Root.List("endpoints").Maps().SelectMany(e => e.List("addresses").Strings()).ToList());

    private static string OrUnset(List<string> all) => Cells.Few(all) is { Length: > 0 } text ? text : Cells.Unset;

    private static JsonMap ToV1(JsonMap endpoint)
    {
        if (endpoint["topology"] is not JsonMap topology) return endpoint;
        endpoint = endpoint.Without("topology");
        if (topology[Zone] is { } zone) endpoint = endpoint.With("zone", zone);
        if (topology[Hostname] is { } node && (endpoint["nodeName"] is null || node.Equals(endpoint["nodeName"])))
        {
            endpoint = endpoint.With("nodeName", node);
            topology = topology.Without(Hostname);
        }
        topology = topology.Without(Zone);
        return topology.Count > 0 ? endpoint.With("deprecatedTopology", topology) : endpoint;
    }

    private static JsonMap ToBeta(JsonMap endpoint)
    {
        var topology = endpoint.Map("deprecatedTopology");
        if (endpoint["zone"] is { } zone) topology = topology.With(Zone, zone);
        if (endpoint["nodeName"] is { } node) topology = topology.With(Hostname, node);
        endpoint = endpoint.Without("deprecatedTopology").Without("zone");
        return topology.Count > 0 ? endpoint.With("topology", topology) : endpoint;
    }
}
