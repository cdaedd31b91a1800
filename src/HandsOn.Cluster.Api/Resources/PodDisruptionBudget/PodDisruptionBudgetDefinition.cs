using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.PodDisruptionBudget;

/// <summary>A PodDisruptionBudget (pkg/registry/policy/poddisruptionbudget/strategy.go).</summary>
internal sealed class PodDisruptionBudgetDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets")
    {
        ShortNames = ["pdb"],
    };

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Status];

    public override bool HasGeneration => true;

    public override bool RequiresResourceVersion => true;

    public override JsonMap? EmptyStatus { get; } = PodDisruptionBudgetDefaults.EmptyStatus;

    public override TableLayout Table => PodDisruptionBudgetColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => PodDisruptionBudgetDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        PodDisruptionBudgetValidation.Validate(item, errors);
}
