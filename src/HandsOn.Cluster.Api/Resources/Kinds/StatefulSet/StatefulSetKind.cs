using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A StatefulSet (pkg/registry/apps/statefulset/strategy.go).</summary>
internal sealed class StatefulSetKind : ResourceDefinition
{
    private static readonly Subresource[] ScaleAndStatus = [Subresource.Scale, Subresource.Status];

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printStatefulSet).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        new("Ready", (item, _) => $"{item.Status.Long("readyReplicas") ?? 0}/{item.Spec.Long("replicas") ?? 0}"),
        TableLayout.Age,
        .. Columns.Containers(Columns.TemplateSpec),
    ]);

    private static readonly DefaultMembers StatusDefaults = new(("replicas", 0), ("availableReplicas", 0));

    private static readonly JsonMap NewStatus = StatusDefaults.Fill(JsonMap.Empty);

    private static readonly DefaultMembers RootDefaults = new(("spec", JsonMap.Empty), ("status", NewStatus));

    private static readonly DefaultMembers SpecDefaults = new(
        ("replicas", 1), ("template", JsonMap.Empty), ("podManagementPolicy", "OrderedReady"),
        ("updateStrategy", JsonMap.Of(("type", "RollingUpdate"), ("rollingUpdate", JsonMap.Of(("partition", 0))))),
        ("revisionHistoryLimit", 10));

    private static readonly DefaultMembers RetentionDefaults = new(("whenDeleted", "Retain"), ("whenScaled", "Retain"));
    private static readonly DefaultMembers ClaimDefaults = new(("kind", "PersistentVolumeClaim"), ("apiVersion", "v1"));
    private static readonly DefaultMembers StrategyDefaults = new(("type", "RollingUpdate"), ("rollingUpdate", JsonMap.Empty));
    private static readonly DefaultMembers RollingUpdateDefaults = new(("partition", 0));

    public static readonly GroupResource Resource = new("apps", "statefulsets");

    public override ResourceNames Names { get; } = new(Resource, "v1", "StatefulSet") { ShortNames = ["sts"], Categories = ["all"] };

    public override string Description =>
        "A StatefulSet runs pods with steady names and storage of their own, started and stopped in order.";

    public override IReadOnlyList<Subresource> Subresources => ScaleAndStatus;

    public override IReadOnlyList<DefaultAccess> DefaultAccess =>
        [UserFacingRole.View.Reads("", "scale", "status"), UserFacingRole.Edit.Writes("", "scale")];

    public override bool HasGeneration => true;

    public override JsonMap? EmptyStatus => NewStatus;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a StatefulSet (pkg/apis/apps/v1/defaults.go, SetDefaults_StatefulSet).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context)
    {
        item = RootDefaults.Fill(item).Change("spec", FillSpec).Change("status", StatusDefaults.Fill);
        return context.Minor >= SinceMinor.StatefulSetAutoDeletePvc ? item.Change("spec", FillRetention) : item;
    }

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        StatefulSetValidation.Validate(item.Spec, errors, context.Minor);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        StatefulSetValidation.ValidateUpdate(item.Spec, old.Spec, errors, context.Minor);

    private static JsonMap FillSpec(JsonMap spec) => SpecDefaults.Fill(spec)
        .Change("template", PodSpecDefaults.FillTemplate)
        .Change("updateStrategy", FillStrategy)
        .ChangeEach("volumeClaimTemplates", FillClaim);

    private static JsonMap FillClaim(JsonMap claim) => PersistentVolumeClaimKind.Fill(ClaimDefaults.Fill(claim));

    private static JsonMap FillStrategy(JsonMap strategy)
    {
        if (strategy["type"] is null) strategy = StrategyDefaults.Fill(strategy);
        return strategy.String("type") == "RollingUpdate" ? strategy.Change("rollingUpdate", RollingUpdateDefaults.Fill) : strategy;
    }

    private static JsonMap FillRetention(JsonMap spec) => spec.ChangeOrAdd("persistentVolumeClaimRetentionPolicy", RetentionDefaults.Fill);
}
