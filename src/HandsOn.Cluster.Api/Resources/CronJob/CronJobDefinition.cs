using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.CronJob;

/// <summary>A CronJob (pkg/registry/batch/cronjob/strategy.go).</summary>
internal sealed class CronJobDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("batch", "v1", "CronJob", "cronjobs") { ShortNames = ["cj"], Categories = ["all"] };

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Status];

    public override bool HasGeneration => true;

    public override JsonMap? EmptyStatus { get; } = JsonMap.Empty;

    public override TableLayout Table => CronJobColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => CronJobDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        CronJobValidation.Validate(item, errors, context.Minor);
}
