using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Shared.Webhooks;

/// <summary>From <c>v1beta1</c>, whose defaults were others (pkg/apis/admissionregistration/v1beta1/defaults.go); the fields are the same.</summary>
internal static class WebhookConversion
{
    private static readonly DefaultMembers Beta = new(
        ("failurePolicy", "Ignore"), ("matchPolicy", "Exact"), ("sideEffects", "Unknown"), ("timeoutSeconds", 30),
        ("admissionReviewVersions", JsonList.Of("v1beta1")));

    public static JsonMap Convert(JsonMap item, GroupVersion from) =>
        from.Version == "v1beta1" ? item.ChangeEach("webhooks", Beta.Fill) : item;
}
