using System.Globalization;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A Job (pkg/registry/batch/job/strategy.go).</summary>
internal sealed class JobKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("batch", "jobs");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Job") { Categories = ["all"] };

    public override string Description => "A Job runs pods until enough of them have succeeded.";

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Status];

    public override bool HasGeneration => true;

    public override JsonMap? EmptyStatus { get; } = JsonMap.Empty;

    public override IReadOnlyDictionary<string, Func<KubeObject, string>> FieldSelectors { get; } = new Dictionary<string, Func<KubeObject, string>>
    {
        ["status.successful"] = item => (item.Status.Long("succeeded") ?? 0).ToString(CultureInfo.InvariantCulture),
    };

    public override TableLayout Table => JobColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => JobDefaults.Fill(item, context.Minor);

    public override KubeObject PrepareForCreate(KubeObject item, ResourceContext context) =>
        JobPreparation.ForCreate(base.PrepareForCreate(item, context), context.Minor);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        JobValidation.Validate(item, errors, context.Minor);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        JobValidation.ValidateUpdate(item, old, errors, context.Minor);
}
