using HandsOn.Cluster.Api.Resources.Shared.Webhooks;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.MutatingWebhookConfiguration;

/// <summary>A MutatingWebhookConfiguration (pkg/registry/admissionregistration/mutatingwebhookconfiguration/strategy.go).</summary>
internal sealed class MutatingWebhookConfigurationDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("admissionregistration.k8s.io", "v1", "MutatingWebhookConfiguration", "mutatingwebhookconfigurations", Namespaced: false) { Categories = ["api-extensions"],
    };

    public override bool HasGeneration => true;

    public override object? GenerationCounts(KubeObject item) => item.Root["webhooks"];

    public override bool RequiresResourceVersion => true;

    public override TableLayout Table => WebhookColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => WebhookDefaults.FillMutating(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        WebhookValidation.Validate(item, errors, context.Minor);

    public override JsonMap Convert(JsonMap item, GroupVersion from, GroupVersion to) => WebhookConversion.Convert(item, from);
}
