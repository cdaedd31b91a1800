using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Api.Admission.Webhooks;

/// <summary>
/// Whether a webhook wants to be asked (staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/predicates). With
/// <c>matchPolicy: Equivalent</c> a rule also takes requests that came through another version of the same kind.
/// </summary>
internal static class WebhookRules
{
    public static bool Matches(JsonMap webhook, AdmissionAttributes write, ObjectStore store) =>
        !IsConfiguration(write) && webhook.List("rules").Maps().Any(rule => Matches(rule, webhook, write))
        && MatchesNamespace(webhook, write, store) && MatchesObject(webhook, write);

    /// <summary>Webhook configurations themselves are exempt, or a broken webhook could not be mended.</summary>
    private static bool IsConfiguration(AdmissionAttributes write) =>
        write.Request.Resource == ValidatingWebhookConfigurationKind.Resource || write.Request.Resource == MutatingWebhookConfigurationKind.Resource;

    private static bool Matches(JsonMap rule, JsonMap webhook, AdmissionAttributes write)
    {
        if (!Has(rule, "operations", write.Operation) || !HasScope(rule, write)) return false;
        if (!HasResource(rule, write.Request.Definition.Names.Plural, write.Request.Subresource)) return false;
        var exact = webhook.String("matchPolicy") == "Exact";
        return exact
            ? HasVersion(rule, write.Request.Version)
            : write.Request.Definition.Versions.Any(v => HasVersion(rule, v.GroupVersion));
    }

    private static bool HasVersion(JsonMap rule, GroupVersion version) => Has(rule, "apiGroups", version.Group) && Has(rule, "apiVersions", version.Version);

    private static bool HasScope(JsonMap rule, AdmissionAttributes write) => rule.String("scope") switch
    {
        "Namespaced" => write.Request.Definition.Names.Namespaced,
        "Cluster" => !write.Request.Definition.Names.Namespaced,
        _ => true,
    };

    private static bool HasResource(JsonMap rule, string resource, string subresource) => rule.List("resources").Strings().Any(entry =>
    {
        var parts = entry.Split('/', 2);
        var main = parts[0] == "*" || parts[0] == resource;
        return main && (parts.Length == 1 ? subresource.Length == 0 : parts[1] == "*" || parts[1] == subresource);
    });

    private static bool Has(JsonMap rule, string field, string value) => rule.List(field).Strings().Any(entry => entry == "*" || entry == value);

    private static bool MatchesNamespace(JsonMap webhook, AdmissionAttributes write, ObjectStore store)
    {
        if (webhook["namespaceSelector"] is not JsonMap { Count: > 0 } selector) return true;
        var request = write.Request;
        if (request.Resource == NamespaceKind.Resource) return LabelSelector.From(selector).Matches((write.Object ?? write.Old)!.Labels);
        if (!request.Definition.Names.Namespaced) return true;
        var home = store.Find(NamespaceKind.Resource, new ObjectKey("", request.Namespace));
        return home is not null && LabelSelector.From(selector).Matches(home.Labels);
    }

    private static bool MatchesObject(JsonMap webhook, AdmissionAttributes write)
    {
        if (webhook["objectSelector"] is not JsonMap { Count: > 0 } json) return true;
        var selector = LabelSelector.From(json);
        return write.Object is not null && selector.Matches(write.Object.Labels) || write.Old is not null && selector.Matches(write.Old.Labels);
    }
}
