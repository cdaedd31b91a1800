using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A CronJob (pkg/registry/batch/cronjob/strategy.go).</summary>
internal sealed class CronJobKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("batch", "cronjobs");

    public override ResourceNames Names { get; } = new(Resource, "v1", "CronJob") { ShortNames = ["cj"], Categories = ["all"] };

    public override string Description => "A CronJob makes Jobs at the times of a schedule.";

    public override IReadOnlyList<ServedVersion> Versions { get; } =
    [
        new("batch/v1") { Since = 21 },
        new("batch/v1beta1") { Deprecated = 21, Removed = 25, Replacement = "batch/v1 CronJob" },
    ];

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Status];

    public override bool HasGeneration => true;

    public override JsonMap? EmptyStatus { get; } = JsonMap.Empty;

    public override TableLayout Table => CronJobColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => CronJobDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        CronJobValidation.Validate(item, errors, context.Minor);
}
