using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A PriorityClass (pkg/registry/scheduling/priorityclass/strategy.go).</summary>
internal sealed class PriorityClassKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("scheduling.k8s.io", "priorityclasses");

    public override ResourceNames Names { get; } = new(Resource, "v1", "PriorityClass", Namespaced: false)
    {
        ShortNames = ["pc"],
    };

    public override string Description => "A PriorityClass gives a number to a name; pods with a higher number are placed first.";

    public override IReadOnlyList<ServedVersion> Versions { get; } =
    [
        new("scheduling.k8s.io/v1"),
        new("scheduling.k8s.io/v1beta1") { Deprecated = 14, Removed = 22, Replacement = "scheduling.k8s.io/v1 PriorityClass" },
    ];

    public override bool HasGeneration => true;

    public override object? GenerationCounts(KubeObject item) => null;

    public override TableLayout Table => PriorityClassColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => PriorityClassDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        PriorityClassValidation.Validate(item, errors);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        PriorityClassValidation.ValidateUpdate(item, old, errors);
}
