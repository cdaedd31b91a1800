using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A Service (pkg/registry/core/service/strategy.go, storage/storage.go).</summary>
internal sealed class ServiceKind : ResourceDefinition
{
    private static readonly Subresource[] ProxyAndStatus =
    [
        new("proxy", ["create", "delete", "get", "patch", "update"], new("", "v1", "ServiceProxyOptions")),
        Subresource.Status,
    ];

    private static readonly JsonMap NewStatus = JsonMap.Of(("loadBalancer", JsonMap.Empty));

    private static readonly Dictionary<string, Func<KubeObject, string>> Selectable = new()
    {
        ["spec.clusterIP"] = item => item.Spec.String("clusterIP") ?? "",
        ["spec.type"] = item => item.Spec.String("type") ?? "",
    };

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printService).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        Columns.Text("Type", "spec", "type"),
        new("Cluster-IP", (item, _) => item.Spec.List("clusterIPs").Strings().FirstOrDefault() ?? Cells.None),
        new("External-IP", (item, _) => ExternalAddressCell(item)),
        new("Port(s)", (item, _) => Cells.OrNone(string.Join(",", item.Spec.List("ports").Maps().Select(PortCell)))),
        TableLayout.Age,
        new("Selector", (item, _) => Cells.Labels(item.Spec.Map("selector")), Priority: 1),
    ]);

    private static readonly DefaultMembers RootDefaults = new(("spec", JsonMap.Empty), ("status", JsonMap.Empty));
    private static readonly DefaultMembers StatusDefaults = new(("loadBalancer", JsonMap.Empty));
    private static readonly DefaultMembers SpecDefaults = new(("sessionAffinity", "None"), ("type", "ClusterIP"));
    private static readonly DefaultMembers InternalPolicy = new(("internalTrafficPolicy", "Cluster"));
    private static readonly DefaultMembers ExternalPolicy = new(("externalTrafficPolicy", "Cluster"));
    private static readonly DefaultMembers AllocateNodePorts = new(("allocateLoadBalancerNodePorts", true));
    private static readonly DefaultMembers Protocol = new(("protocol", "TCP"));
    private static readonly DefaultMembers IpMode = new(("ipMode", "VIP"));
    private static readonly JsonMap ClientIpForThreeHours = JsonMap.Of(("clientIP", JsonMap.Of(("timeoutSeconds", 10800))));

    private readonly ServiceAllocator allocator = new();

    public static readonly GroupResource Resource = new("", "services");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Service") { ShortNames = ["svc"], Categories = ["all"] };

    public override string Description =>
        "A Service gives a set of pods one steady name and address and spreads connections over those that are ready.";

    /// <summary>Since 1.36 a Service may be named like anything else in DNS (RelaxedServiceNameValidation).</summary>
    public override IReadOnlyList<string> CheckName(string name, int minor) =>
        minor >= SinceMinor.RelaxedServiceNames ? NameRules.Dns1123Label(name) : NameRules.Dns1035Label(name);

    public override IReadOnlyList<Subresource> Subresources => ProxyAndStatus;

    public override IReadOnlyList<DefaultAccess> DefaultAccess =>
        [UserFacingRole.View.Reads("", "status"), UserFacingRole.Edit.Writes(""), UserFacingRole.Edit.ReadsAndWrites("proxy")];

    public override bool AllowsCreateOnUpdate => true;

    public override JsonMap? EmptyStatus => NewStatus;

    public override IReadOnlyDictionary<string, Func<KubeObject, string>> FieldSelectors => Selectable;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a Service (pkg/apis/core/v1/defaults.go, SetDefaults_Service).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context)
    {
        item = RootDefaults.Fill(item).Change("status", StatusDefaults.Fill);
        item = item.With("spec", FillSpec(item.Map("spec"), context.Minor));
        return context.Minor >= SinceMinor.LoadBalancerIpMode && item.String("spec", "type") == "LoadBalancer"
            ? item.Change("status", FillStatus)
            : item;
    }

    public override KubeObject PrepareForCreate(KubeObject item, ResourceContext context) =>
        allocator.Allocate(base.PrepareForCreate(item, context), null, context);

    public override KubeObject PrepareForUpdate(KubeObject item, KubeObject old, ResourceContext context)
    {
        item = allocator.Allocate(ServiceCarryOver.Allocated(item, old), old, context);
        return ServiceCarryOver.DropUnused(KeepStatus(item, old), old);
    }

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        ServiceValidation.Validate(item, errors, context.Minor);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        ServiceValidation.ValidateUpdate(item, old, errors, context.Minor);

    public override void Released(KubeObject item, KubeObject? keeper, ResourceContext context) => allocator.Release(item, keeper);

    private static string ExternalAddressCell(KubeObject service)
    {
        var external = string.Join(",", service.Spec.List("externalIPs").Strings());
        switch (service.Spec.String("type"))
        {
            case "ClusterIP" or "NodePort":
                return Cells.OrNone(external);
            case "LoadBalancer":
                var all = string.Join(",", new[] { LoadBalancerCell.Addresses(service.Status), external }.Where(a => a.Length > 0));
                return all.Length > 0 ? all : "<pending>";
            case "ExternalName":
                return service.Spec.String("externalName") ?? "";
            default:
                return "<unknown>";
        }
    }

    private static string PortCell(JsonMap port) => port.Long("nodePort") is > 0 and var nodePort
        ? $"{port.Long("port")}:{nodePort}/{port.String("protocol")}"
        : $"{port.Long("port")}/{port.String("protocol")}";

    private static JsonMap FillSpec(JsonMap spec, int minor)
    {
        spec = FillAffinity(SpecDefaults.Fill(spec)).ChangeEach("ports", FillPort);
        var type = spec.String("type");
        if (ServiceNeeds.ExternalPolicy(spec)) spec = ExternalPolicy.Fill(spec);
        if (type is "NodePort" or "LoadBalancer" or "ClusterIP" && minor >= SinceMinor.ServiceInternalTrafficPolicy)
            spec = InternalPolicy.Fill(spec);
        return type == "LoadBalancer" && minor >= SinceMinor.AllocateLoadBalancerNodePorts ? AllocateNodePorts.Fill(spec) : spec;
    }

    private static JsonMap FillAffinity(JsonMap spec) => spec.String("sessionAffinity") switch
    {
        "None" => spec.Without("sessionAffinityConfig"),
        "ClientIP" when spec.At("sessionAffinityConfig", "clientIP", "timeoutSeconds") is null =>
            spec.With("sessionAffinityConfig", ClientIpForThreeHours),
        _ => spec,
    };

    private static JsonMap FillPort(JsonMap port)
    {
        port = Protocol.Fill(port);
        return port["targetPort"] is null or 0L or "" ? port.With("targetPort", port["port"] ?? 0) : port;
    }

    private static JsonMap FillStatus(JsonMap status) => status.Change("loadBalancer", FillLoadBalancer);

    private static JsonMap FillLoadBalancer(JsonMap loadBalancer) => loadBalancer.ChangeEach("ingress", FillIngress);

    private static JsonMap FillIngress(JsonMap ingress) => ingress.String("ip") is { Length: > 0 } ? IpMode.Fill(ingress) : ingress;
}
