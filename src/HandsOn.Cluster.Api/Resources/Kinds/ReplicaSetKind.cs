using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A ReplicaSet (pkg/registry/apps/replicaset/strategy.go).</summary>
internal sealed class ReplicaSetKind : ResourceDefinition
{
    private static readonly Subresource[] ScaleAndStatus = [Subresource.Scale, Subresource.Status];

    private static readonly TableLayout Layout = ReplicaCounts.Layout(Cells.Selector);

    private static readonly DefaultMembers SpecDefaults = new(("replicas", 1), ("template", JsonMap.Empty));

    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static readonly GroupResource Resource = new("apps", "replicasets");

    public override ResourceNames Names { get; } = new(Resource, "v1", "ReplicaSet") { ShortNames = ["rs"], Categories = ["all"] };

    public override string Description => "A ReplicaSet keeps a number of like pods running; Deployments make them.";

    public override IReadOnlyList<Subresource> Subresources => ScaleAndStatus;

    public override IReadOnlyList<DefaultAccess> DefaultAccess =>
        [UserFacingRole.View.Reads("", "scale", "status"), UserFacingRole.Edit.Writes("", "scale")];

    public override bool HasGeneration => true;

    public override JsonMap? EmptyStatus => ReplicaCounts.NewStatus;

    public override IReadOnlyDictionary<string, Func<KubeObject, string>> FieldSelectors => ReplicaCounts.Selectable;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a ReplicaSet (pkg/apis/apps/v1/defaults.go, SetDefaults_ReplicaSet).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) => ReplicaCounts.Fill(item, FillSpec);

    /// <summary>Validation of a ReplicaSet (pkg/apis/apps/validation/validation.go, ValidateReplicaSetSpec).</summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context)
    {
        errors.NonNegative(item.Spec, "replicas", Spec);
        errors.NonNegative(item.Spec, "minReadySeconds", Spec);
        SelectorRules.Validate(item.Spec, Spec, "deployment", isRequired: true, errors);
        PodTemplateValidation.ValidateSelected(item.Spec, Spec, context.Minor, errors);
    }

    /// <summary>Validation of an update of a ReplicaSet (pkg/apis/apps/validation/validation.go, ValidateReplicaSetUpdate).</summary>
    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context)
    {
        if (ReferenceEquals(item.Spec, old.Spec)) return;
        Validate(item, errors, context);
        errors.Immutable(Spec.Child("selector"), item.Spec["selector"], old.Spec["selector"]);
    }

    /// <summary>Validation of an update of the status (pkg/apis/apps/validation/validation.go, ValidateReplicaSetStatus).</summary>
    public override void ValidateStatusUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        ReplicaStatus.Validate(item.Status, errors);

    private static JsonMap FillSpec(JsonMap spec) => SpecDefaults.Fill(spec).Change("template", PodSpecDefaults.FillTemplate);
}
