using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A PodDisruptionBudget (pkg/registry/policy/poddisruptionbudget/strategy.go).</summary>
internal sealed class PodDisruptionBudgetKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("policy", "poddisruptionbudgets");

    public override ResourceNames Names { get; } = new(Resource, "v1", "PodDisruptionBudget")
    {
        ShortNames = ["pdb"],
    };

    public override string Description => "A PodDisruptionBudget says how many of a set of pods evictions may take away at a time.";

    public override IReadOnlyList<ServedVersion> Versions { get; } =
    [
        new("policy/v1") { Since = 21 },
        new("policy/v1beta1") { Deprecated = 21, Removed = 25, Replacement = "policy/v1 PodDisruptionBudget" },
    ];

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Status];

    public override bool HasGeneration => true;

    public override bool RequiresResourceVersion => true;

    public override JsonMap? EmptyStatus { get; } = PodDisruptionBudgetDefaults.EmptyStatus;

    public override TableLayout Table => PodDisruptionBudgetColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => PodDisruptionBudgetDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        PodDisruptionBudgetValidation.Validate(item, errors);
}
