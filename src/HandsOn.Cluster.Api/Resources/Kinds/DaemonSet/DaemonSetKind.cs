using System.Globalization;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A DaemonSet (pkg/registry/apps/daemonset/strategy.go).</summary>
internal sealed class DaemonSetKind : ResourceDefinition
{
    /// <summary>Where the template's generation, a field that has gone, is kept (pkg/apis/apps/v1/conversion.go).</summary>
    private const string TemplateGeneration = "deprecated.daemonset.template.generation";

    public static readonly GroupResource Resource = new("apps", "daemonsets");

    public override ResourceNames Names { get; } = new(Resource, "v1", "DaemonSet")
    {
        ShortNames = ["ds"],
        Categories = ["all"],
    };

    public override string Description => "A DaemonSet runs one pod on every node that fits.";

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Status];

    public override bool HasGeneration => true;

    public override JsonMap? EmptyStatus { get; } = DaemonSetDefaults.EmptyStatus;

    public override TableLayout Table => DaemonSetColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => DaemonSetDefaults.Fill(item);

    public override KubeObject PrepareForCreate(KubeObject item, ResourceContext context) =>
        base.PrepareForCreate(item, context).SetIn("1", "metadata", "annotations", TemplateGeneration);

    public override KubeObject PrepareForUpdate(KubeObject item, KubeObject old, ResourceContext context)
    {
        item = KeepStatus(item, old);
        var last = old.Annotations[TemplateGeneration] as string ?? "1";
        if (!JsonValue.DeepEquals(item.Spec["template"], old.Spec["template"]) && long.TryParse(last, CultureInfo.InvariantCulture, out var number))
            last = (number + 1).ToString(CultureInfo.InvariantCulture);
        return item.Annotations[TemplateGeneration] as string == last ? item : item.SetIn(last, "metadata", "annotations", TemplateGeneration);
    }

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        DaemonSetValidation.Validate(item.Spec, errors, context.Minor);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        DaemonSetValidation.ValidateUpdate(item.Spec, old.Spec, errors, context.Minor);
}
