using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Shared.Webhooks;

/// <summary>Common part of the kinds that list webhooks, validating or mutating (pkg/registry/admissionregistration).</summary>
internal abstract class WebhookConfigurationDefinition : ResourceDefinition
{
    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printValidatingWebhook).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        new("Webhooks", (item, _) => (long)item.Root.List("webhooks").Count, "integer"),
        TableLayout.Age,
    ]);

    private static readonly DefaultMembers WebhookDefaults = new(
        ("clientConfig", JsonMap.Empty), ("failurePolicy", "Fail"), ("matchPolicy", "Equivalent"),
        ("namespaceSelector", JsonMap.Empty), ("objectSelector", JsonMap.Empty), ("timeoutSeconds", 10));

    private static readonly DefaultMembers RuleDefaults = new(("scope", "*"));
    private static readonly DefaultMembers ServiceDefaults = new(("port", 443));

    /// <summary>Defaults of a webhook in <c>v1beta1</c> (pkg/apis/admissionregistration/v1beta1/defaults.go).</summary>
    private static readonly DefaultMembers BetaDefaults = new(
        ("failurePolicy", "Ignore"), ("matchPolicy", "Exact"), ("sideEffects", "Unknown"), ("timeoutSeconds", 30),
        ("admissionReviewVersions", JsonList.Of("v1beta1")));

    public override bool HasGeneration => true;

    public override object? GenerationCounts(KubeObject item) => item.Root["webhooks"];

    public override bool RequiresResourceVersion => true;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of the webhooks (pkg/apis/admissionregistration/v1/defaults.go, SetDefaults_ValidatingWebhook).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) => item.ChangeEach("webhooks", FillWebhook);

    /// <summary>Conversion between <c>v1beta1</c> and <c>v1</c>: only the defaults of <c>v1beta1</c> were others.</summary>
    public override JsonMap Convert(JsonMap item, GroupVersion from, GroupVersion to) =>
        from.Version == "v1beta1" ? item.ChangeEach("webhooks", BetaDefaults.Fill) : item;

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        WebhookValidation.Validate(item, errors, context.Minor);

    private static JsonMap FillWebhook(JsonMap webhook) =>
        WebhookDefaults.Fill(webhook).Change("clientConfig", FillClient).ChangeEach("rules", RuleDefaults.Fill);

    private static JsonMap FillClient(JsonMap client) => client.Change("service", ServiceDefaults.Fill);
}
