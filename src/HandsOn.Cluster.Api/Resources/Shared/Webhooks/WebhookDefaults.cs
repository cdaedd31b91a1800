using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Shared.Webhooks;

/// <summary>What webhook configurations leave out (pkg/apis/admissionregistration/v1/defaults.go).</summary>
internal static class WebhookDefaults
{
    private static readonly DefaultMembers Validating = new(
        ("clientConfig", JsonMap.Empty), ("failurePolicy", "Fail"), ("matchPolicy", "Equivalent"),
        ("namespaceSelector", JsonMap.Empty), ("objectSelector", JsonMap.Empty), ("timeoutSeconds", 10));

    private static readonly DefaultMembers Mutating = new(("reinvocationPolicy", "Never"));
    private static readonly DefaultMembers Rule = new(("scope", "*"));
    private static readonly DefaultMembers Service = new(("port", 443));

    public static JsonMap FillValidating(JsonMap item) => item.ChangeEach("webhooks", FillWebhook);

    public static JsonMap FillMutating(JsonMap item) => FillValidating(item).ChangeEach("webhooks", Mutating.Fill);

    private static JsonMap FillWebhook(JsonMap webhook) =>
        Validating.Fill(webhook).Change("clientConfig", FillClient).ChangeEach("rules", Rule.Fill);

    private static JsonMap FillClient(JsonMap client) => client.Change("service", Service.Fill);
}
