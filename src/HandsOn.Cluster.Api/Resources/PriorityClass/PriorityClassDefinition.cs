using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.PriorityClass;

/// <summary>A PriorityClass (pkg/registry/scheduling/priorityclass/strategy.go).</summary>
internal sealed class PriorityClassDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses", Namespaced: false)
    {
        ShortNames = ["pc"],
    };

    public override bool HasGeneration => true;

    public override object? GenerationCounts(KubeObject item) => null;

    public override TableLayout Table => PriorityClassColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => PriorityClassDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        PriorityClassValidation.Validate(item, errors);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        PriorityClassValidation.ValidateUpdate(item, old, errors);
}
