using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A PodTemplate (pkg/registry/core/podtemplate/strategy.go).</summary>
internal sealed class PodTemplateKind : ResourceDefinition
{
    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printPodTemplate).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        new("Containers", (item, _) => Cells.ContainerNames(item.Root.Map("template", "spec"))),
        new("Images", (item, _) => Cells.ContainerImages(item.Root.Map("template", "spec"))),
        new("Pod Labels", (item, _) => Cells.Labels(item.Root.Map("template", "metadata", "labels"))),
    ]);

    private static readonly DefaultMembers RootDefaults = new(("template", JsonMap.Empty));

    public static readonly GroupResource Resource = new("", "podtemplates");

    public override ResourceNames Names { get; } = new(Resource, "v1", "PodTemplate");

    public override string Description => "A PodTemplate holds a description of pods for controllers to copy.";

    public override bool HasGeneration => true;

    public override object? GenerationCounts(KubeObject item) => item.Root["template"];

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a PodTemplate (pkg/apis/core/v1/zz_generated.defaults.go, SetObjectDefaults_PodTemplate).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) =>
        RootDefaults.Fill(item).Change("template", PodSpecDefaults.FillTemplate);

    /// <summary>Validation of a PodTemplate (pkg/apis/core/validation/validation.go, ValidatePodTemplate).</summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        PodTemplateValidation.Validate(item.Root.Map("template"), FieldPath.Root("template"), context.Minor, errors);
}
