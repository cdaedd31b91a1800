using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A PodTemplate (pkg/registry/core/podtemplate/strategy.go).</summary>
internal sealed class PodTemplateKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("", "podtemplates");

    public override ResourceNames Names { get; } = new(Resource, "v1", "PodTemplate");

    public override string Description => "A PodTemplate holds a description of pods for controllers to copy.";

    public override bool HasGeneration => true;

    public override object? GenerationCounts(KubeObject item) => item.Root["template"];

    public override TableLayout Table => PodTemplateColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => PodTemplateDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        PodTemplateValidation.Validate(item.Root.Map("template"), FieldPath.Root("template"), context.Minor, errors);
}
