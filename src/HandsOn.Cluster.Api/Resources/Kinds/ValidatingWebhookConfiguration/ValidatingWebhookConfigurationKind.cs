using HandsOn.Cluster.Api.Resources.Shared.Webhooks;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A ValidatingWebhookConfiguration (pkg/registry/admissionregistration/validatingwebhookconfiguration/strategy.go).</summary>
internal sealed class ValidatingWebhookConfigurationKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("admissionregistration.k8s.io", "validatingwebhookconfigurations");

    public override ResourceNames Names { get; } = new(Resource, "v1", "ValidatingWebhookConfiguration", Namespaced: false) { Categories = ["api-extensions"],
    };

    public override string Description => "A ValidatingWebhookConfiguration names services that may refuse writes.";

    public override IReadOnlyList<ServedVersion> Versions { get; } =
    [
        new("admissionregistration.k8s.io/v1"),
        new("admissionregistration.k8s.io/v1beta1") { Deprecated = 16, Removed = 22, Replacement = "admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration" },
    ];

    public override bool HasGeneration => true;

    public override object? GenerationCounts(KubeObject item) => item.Root["webhooks"];

    public override bool RequiresResourceVersion => true;

    public override TableLayout Table => WebhookColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => WebhookDefaults.FillValidating(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        WebhookValidation.Validate(item, errors, context.Minor);

    public override JsonMap Convert(JsonMap item, GroupVersion from, GroupVersion to) => WebhookConversion.Convert(item, from);
}
