using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A ReplicationController (pkg/registry/core/replicationcontroller/strategy.go).</summary>
internal sealed class ReplicationControllerKind : ResourceDefinition
{
    private static readonly Subresource[] ScaleAndStatus = [Subresource.Scale, Subresource.Status];

    private static readonly TableLayout Layout = ReplicaCounts.Layout(Cells.Labels);

    private static readonly DefaultMembers SpecDefaults = new(("replicas", 1));

    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static readonly GroupResource Resource = new("", "replicationcontrollers");

    public override ResourceNames Names { get; } = new(Resource, "v1", "ReplicationController")
    {
        ShortNames = ["rc"],
        Categories = ["all"],
    };

    public override string Description => "A ReplicationController keeps a number of like pods running; ReplicaSets have taken its place.";

    public override IReadOnlyList<Subresource> Subresources => ScaleAndStatus;

    public override IReadOnlyList<DefaultAccess> DefaultAccess =>
        [UserFacingRole.View.Reads("", "scale", "status"), UserFacingRole.Edit.Writes("", "scale")];

    public override bool HasGeneration => true;

    public override JsonMap? EmptyStatus => ReplicaCounts.NewStatus;

    public override IReadOnlyDictionary<string, Func<KubeObject, string>> FieldSelectors => ReplicaCounts.Selectable;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a ReplicationController (pkg/apis/core/v1/defaults.go, SetDefaults_ReplicationController).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context)
    {
        item = ReplicaCounts.Fill(item, FillSpec);
        if (item.At("spec", "template", "metadata", "labels") is not JsonMap labels) return item;
        if (item.Map("spec", "selector").Count == 0) item = item.SetIn(labels, "spec", "selector");
        return item.Map("metadata", "labels").Count == 0 ? item.SetIn(labels, "metadata", "labels") : item;
    }

    /// <summary>
    /// Validation of a ReplicationController (pkg/apis/core/validation/validation.go, ValidateReplicationControllerSpec).
    /// </summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context)
    {
        errors.NonNegative(item.Spec, "minReadySeconds", Spec);
        if (item.Spec.Map("selector").Count == 0) errors.Required(Spec.Child("selector"));
        errors.NonNegative(item.Spec, "replicas", Spec);
        PodTemplateValidation.ValidateSelected(item.Spec, Spec, context.Minor, errors, isSelectorMap: true);
    }

    /// <summary>
    /// Validation of an update of the status (pkg/apis/core/validation/validation.go, ValidateReplicationControllerStatusUpdate).
    /// </summary>
    public override void ValidateStatusUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        ReplicaStatus.Validate(item.Status, errors);

    private static JsonMap FillSpec(JsonMap spec) => SpecDefaults.Fill(spec).Change("template", PodSpecDefaults.FillTemplate);
}
