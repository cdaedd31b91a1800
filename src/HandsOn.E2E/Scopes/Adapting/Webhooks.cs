using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Scopes.Adapting;

/// <summary>Keeps admission webhooks to the scenario's own objects: nobody else's go through them.</summary>
internal sealed class Webhooks(SharedScope scope)
{
    public JsonMap Confine(JsonMap manifest, GroupVersionKind kind) => kind.Kind is "ValidatingWebhookConfiguration" or "MutatingWebhookConfiguration"
        ? manifest.With("webhooks", manifest.List("webhooks").MapEach(hook => Confined(hook, manifest)))
        : manifest;

    // A namespaceSelector lets through what stands in no namespace, so rules may not ask for that; those that ask for nothing
    // else look at the labels of the objects (staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/predicates).
    private JsonMap Confined(JsonMap hook, JsonMap configuration)
    {
        var rules = hook.List("rules");
        if (rules.Maps().All(r => r.String("scope") == "Cluster") && rules.Count > 0) return Selected(hook, "objectSelector");
        if (rules.Maps().Any(r => r.String("scope") == "Cluster"))
            throw new ScopeException($"webhook {hook.String("name")} of {configuration.String("kind")} {scope.AsWritten(configuration.String("metadata", "name") ?? "")} has rules for objects with and without namespaces; "
                + "on a cluster that others use it must be two webhooks");
        return Selected(hook, "namespaceSelector").With("rules", rules.MapEach(r => r.With("scope", "Namespaced")));
    }

    private JsonMap Selected(JsonMap hook, string selector) => hook.SetIn(scope.Base, selector, "matchLabels", ScopeMarks.Scope);
}
