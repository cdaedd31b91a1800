using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A PriorityClass (pkg/registry/scheduling/priorityclass/strategy.go).</summary>
internal sealed class PriorityClassKind : ResourceDefinition
{
    private const long HighestByUsers = 1_000_000_000;

    private static readonly ServedVersion[] Served =
    [
        new("scheduling.k8s.io/v1"),
        new("scheduling.k8s.io/v1beta1") { Deprecated = 14, Removed = 22, Replacement = "scheduling.k8s.io/v1 PriorityClass" },
    ];

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printPriorityClass).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        Columns.Number("Value", "value"),
        new("Global-Default", (item, _) => item.Root.Bool("globalDefault") ?? false, "boolean"),
        TableLayout.Age,
        Columns.Text("PreemptionPolicy", "preemptionPolicy"),
    ]);

    private static readonly DefaultMembers RootDefaults = new(("value", 0), ("preemptionPolicy", "PreemptLowerPriority"));

    public static readonly GroupResource Resource = new("scheduling.k8s.io", "priorityclasses");

    public override ResourceNames Names { get; } = new(Resource, "v1", "PriorityClass", Namespaced: false) { ShortNames = ["pc"] };

    public override string Description => "A PriorityClass gives a number to a name; pods with a higher number are placed first.";

    public override IReadOnlyList<ServedVersion> Versions => Served;

    public override bool HasGeneration => true;

    public override object? GenerationCounts(KubeObject item) => null;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a PriorityClass (pkg/apis/scheduling/v1/defaults.go, SetDefaults_PriorityClass).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) => RootDefaults.Fill(item);

    /// <summary>Validation of a PriorityClass (pkg/apis/scheduling/validation/validation.go, ValidatePriorityClass).</summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context)
    {
        var isSystem = item.Name is "system-node-critical" or "system-cluster-critical";
        if (item.Name.StartsWith("system-", StringComparison.Ordinal) && !isSystem)
            errors.Forbidden(
                FieldPath.Root("metadata").Child("name"),
                "priority class names with 'system-' prefix are reserved for system use only. "
                + $"error: {item.Name} is not a known system priority class");
        else if (!isSystem && item.Root.Long("value") is > HighestByUsers)
            errors.Forbidden(FieldPath.Root("value"), $"maximum allowed value of a user defined priority is {HighestByUsers}");
        if (item.Root.String("preemptionPolicy") is { } policy and not ("Never" or "PreemptLowerPriority"))
            errors.NotSupported(FieldPath.Root("preemptionPolicy"), policy, "PreemptLowerPriority", "Never");
    }

    /// <summary>Validation of an update (pkg/apis/scheduling/validation/validation.go, ValidatePriorityClassUpdate).</summary>
    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context)
    {
        if (item.Root.Long("value") != old.Root.Long("value"))
            errors.Forbidden(FieldPath.Root("value"), "may not be changed in an update.");
        errors.Immutable(FieldPath.Root("preemptionPolicy"), item.Root["preemptionPolicy"], old.Root["preemptionPolicy"]);
    }
}
