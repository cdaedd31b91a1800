using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The addresses behind a Service, in the old form (pkg/registry/core/endpoint/strategy.go).</summary>
internal sealed class EndpointsKind : ResourceDefinition
{
    private static readonly ServedVersion[] Served =
    [
        new("v1") { Deprecated = 33, Replacement = "discovery.k8s.io/v1 EndpointSlice" },
    ];

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printEndpoints).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        new("Endpoints", (item, _) => EndpointsCell(item)),
        TableLayout.Age,
    ]);

    private static readonly DefaultMembers PortDefaults = new(("protocol", "TCP"));

    public static readonly GroupResource Resource = new("", "endpoints");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Endpoints") { ShortNames = ["ep"] };

    public override string Description => "Endpoints list the addresses behind a Service; EndpointSlices have taken their place.";

    public override IReadOnlyList<ServedVersion> Versions => Served;

    public override IReadOnlyList<DefaultAccess> DefaultAccess => [UserFacingRole.View.Reads("")];

    public override bool AllowsCreateOnUpdate => true;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of Endpoints (pkg/apis/core/v1/defaults.go, SetDefaults_Endpoints).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) => item.ChangeEach("subsets", FillSubset);

    /// <summary>Validation of Endpoints (pkg/apis/core/validation/validation.go, validateEndpointSubsets).</summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context)
    {
        var subsets = item.Root.List("subsets");
        for (var i = 0; i < subsets.Count; i++)
        {
            if (subsets[i] is not JsonMap subset) continue;
            var path = FieldPath.Root("subsets").Index(i);
            if (subset.List("addresses").Count + subset.List("notReadyAddresses").Count == 0)
                errors.Required(path, "must specify `addresses` or `notReadyAddresses`");
            ValidateAddresses(subset, "addresses", path, errors);
            ValidateAddresses(subset, "notReadyAddresses", path, errors);
            var ports = subset.List("ports");
            for (var j = 0; j < ports.Count; j++)
                if (ports[j] is JsonMap port) ValidatePort(port, ports.Count > 1, path.Child("ports").Index(j), errors);
        }
    }

    private static string EndpointsCell(KubeObject endpoints)
    {
        var subsets = endpoints.Root.List("subsets");
        if (subsets.Count == 0) return Cells.None;
        var all = new List<string>();
        foreach (var subset in subsets.Maps())
        {
            var addresses = subset.List("addresses").Maps().Select(a => a.String("ip") ?? "");
            var ports = subset.List("ports");
            if (ports.Count == 0) all.AddRange(addresses);
            else all.AddRange(ports.Maps().SelectMany(port => addresses.Select(ip => Joined(ip, port.Long("port") ?? 0))));
        }
        return Cells.Few(all);
    }

    private static string Joined(string ip, long port) => ip.Contains(':', StringComparison.Ordinal) ? $"[{ip}]:{port}" : $"{ip}:{port}";

    private static JsonMap FillSubset(JsonMap subset) => subset.ChangeEach("ports", PortDefaults.Fill);

    private static void ValidateAddresses(JsonMap subset, string list, FieldPath path, FieldErrors errors)
    {
        var addresses = subset.List(list);
        for (var i = 0; i < addresses.Count; i++)
        {
            if (addresses[i] is not JsonMap address) continue;
            var here = path.Child(list).Index(i);
            var ip = AddressRules.Require(address.String("ip"), here.Child("ip"), errors);
            if (address.String("hostname") is { Length: > 0 } host) errors.Each(here, "hostname", host, NameRules.Dns1123Label(host));
            if (address.String("nodeName") is { } node) errors.Each(here, "nodeName", node, NameRules.Dns1123Subdomain(node));
            // What is no IP address is refused twice.
            if (ip is null) errors.Invalid(here.Child("ip"), address.String("ip") ?? "", "must be a valid IP address");
            else AddressRules.ValidateEndpoint(ip, here.Child("ip"), errors);
        }
    }

    private static void ValidatePort(JsonMap port, bool needsName, FieldPath path, FieldErrors errors)
    {
        var name = port.String("name") ?? "";
        if (name.Length > 0) errors.Each(path, "name", name, NameRules.Dns1123Label(name));
        else if (needsName) errors.Required(path.Child("name"));
        errors.Each(path, "port", port.Long("port") ?? 0, NameRules.PortNumber(port.Long("port") ?? 0));
        errors.RequireOneOf(port, "protocol", path, "SCTP", "TCP", "UDP");
    }
}
