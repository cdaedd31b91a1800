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
    private readonly ServiceAllocator allocator = new();

    public static readonly GroupResource Resource = new("", "services");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Service") { ShortNames = ["svc"], Categories = ["all"] };

    public override string Description => "A Service gives a set of pods one steady name and address and spreads connections over those that are ready.";

    public override IReadOnlyList<Subresource> Subresources { get; } =
    [
        new("proxy", ["create", "delete", "get", "patch", "update"], new("", "v1", "ServiceProxyOptions")),
        Subresource.Status,
    ];

    public override bool AllowsCreateOnUpdate => true;

    public override JsonMap? EmptyStatus { get; } = JsonMap.Of(("loadBalancer", JsonMap.Empty));

    public override IReadOnlyDictionary<string, Func<KubeObject, string>> FieldSelectors { get; } = new Dictionary<string, Func<KubeObject, string>>
    {
        ["spec.clusterIP"] = item => item.Spec.String("clusterIP") ?? "",
        ["spec.type"] = item => item.Spec.String("type") ?? "",
    };

    public override TableLayout Table => ServiceColumns.Table;

    /// <summary>Since 1.36 a Service may be named like anything else in DNS (RelaxedServiceNameValidation).</summary>
    public override IReadOnlyList<string> CheckName(string name, int minor) =>
        minor >= SinceMinor.RelaxedServiceNames ? NameRules.Dns1123Label(name) : NameRules.Dns1035Label(name);

    public override JsonMap Default(JsonMap item, ResourceContext context) => ServiceDefaults.Fill(item, context.Minor);

    public override KubeObject PrepareForCreate(KubeObject item, ResourceContext context) =>
        allocator.Allocate(base.PrepareForCreate(item, context), null, context);

    public override KubeObject PrepareForUpdate(KubeObject item, KubeObject old, ResourceContext context)
    {
        item = allocator.Allocate(ServiceCarryOver.Allocated(item, old), old, context);
        return ServiceCarryOver.DropUnused(KeepStatus(item, old), old);
    }

    public override void Released(KubeObject item, KubeObject? keeper, ResourceContext context) => allocator.Release(item, keeper);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        ServiceValidation.Validate(item, errors, context.Minor);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        ServiceValidation.ValidateUpdate(item, old, errors, context.Minor);
}
