using System.Globalization;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A ReplicaSet (pkg/registry/apps/replicaset/strategy.go).</summary>
internal sealed class ReplicaSetKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("apps", "replicasets");

    public override ResourceNames Names { get; } = new(Resource, "v1", "ReplicaSet")
    {
        ShortNames = ["rs"],
        Categories = ["all"],
    };

    public override string Description => "A ReplicaSet keeps a number of like pods running; Deployments make them.";

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Scale, Subresource.Status];

    public override bool HasGeneration => true;

    public override JsonMap? EmptyStatus { get; } = JsonMap.Of(("replicas", 0));

    public override IReadOnlyDictionary<string, Func<KubeObject, string>> FieldSelectors { get; } = new Dictionary<string, Func<KubeObject, string>>
    {
        ["status.replicas"] = item => (item.Status.Long("replicas") ?? 0).ToString(CultureInfo.InvariantCulture),
    };

    public override TableLayout Table => ReplicaSetColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => ReplicaSetDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        ReplicaSetValidation.Validate(item.Spec, errors, context.Minor);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        ReplicaSetValidation.ValidateUpdate(item.Spec, old.Spec, errors, context.Minor);

    public override void ValidateStatusUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        ReplicaStatus.Validate(item.Status, errors);
}
