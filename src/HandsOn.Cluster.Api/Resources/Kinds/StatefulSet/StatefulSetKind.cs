using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A StatefulSet (pkg/registry/apps/statefulset/strategy.go).</summary>
internal sealed class StatefulSetKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("apps", "statefulsets");

    public override ResourceNames Names { get; } = new(Resource, "v1", "StatefulSet")
    {
        ShortNames = ["sts"],
        Categories = ["all"],
    };

    public override string Description => "A StatefulSet runs pods with steady names and storage of their own, started and stopped in order.";

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Scale, Subresource.Status];

    public override bool HasGeneration => true;

    public override JsonMap? EmptyStatus { get; } = JsonMap.Of(("replicas", 0), ("availableReplicas", 0));

    public override TableLayout Table => StatefulSetColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => StatefulSetDefaults.Fill(item, context.Minor);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        StatefulSetValidation.Validate(item.Spec, errors, context.Minor);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        StatefulSetValidation.ValidateUpdate(item.Spec, old.Spec, errors, context.Minor);
}
