using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Shared.Webhooks;

/// <summary>Validation of webhook configurations (pkg/apis/admissionregistration/validation/validation.go).</summary>
internal static class WebhookValidation
{
    private const string ReviewVersions = "v1, v1beta1";

    public static void Validate(KubeObject item, FieldErrors errors, int minor)
    {
        var webhooks = item.Root.List("webhooks");
        var names = new HashSet<string>();
        for (var i = 0; i < webhooks.Count; i++)
        {
            if (webhooks[i] is not JsonMap webhook) continue;
            var path = FieldPath.Root("webhooks").Index(i);
            ValidateWebhook(webhook, path, errors, minor);
            if (webhook.String("name") is { Length: > 0 } name && !names.Add(name)) errors.Duplicate(path.Child("name"), name);
        }
    }

    private static void ValidateWebhook(JsonMap webhook, FieldPath path, FieldErrors errors, int minor)
    {
        ValidateName(webhook.String("name") ?? "", path, errors);
        var rules = webhook.List("rules");
        for (var i = 0; i < rules.Count; i++)
            if (rules[i] is JsonMap rule) ValidateRule(rule, path.Child("rules").Index(i), errors);
        errors.AllowOneOf(webhook, "failurePolicy", path, "Fail", "Ignore");
        errors.AllowOneOf(webhook, "matchPolicy", path, "Equivalent", "Exact");
        if (minor < SinceMinor.WebhookSideEffectsRequired)
            errors.AllowOneOf(webhook, "sideEffects", path, "None", "NoneOnDryRun", "Some", "Unknown");
        else if (webhook["sideEffects"] is null) errors.Required(path.Child("sideEffects"), "must specify one of None, NoneOnDryRun");
        else errors.AllowOneOf(webhook, "sideEffects", path, "None", "NoneOnDryRun");
        if (webhook.Long("timeoutSeconds") is { } timeout and not (>= 1 and <= 30))
            errors.Invalid(path.Child("timeoutSeconds"), timeout, "the timeout value must be between 1 and 30 seconds");
        foreach (var selector in (ReadOnlySpan<string>)["namespaceSelector", "objectSelector"])
            if (webhook[selector] is JsonMap labels) LabelSelectorRules.Validate(labels, path.Child(selector), errors);
        errors.AllowOneOf(webhook, "reinvocationPolicy", path, "IfNeeded", "Never");
        ValidateClient(webhook.Map("clientConfig"), path.Child("clientConfig"), errors);
        ValidateVersions(webhook.List("admissionReviewVersions"), path.Child("admissionReviewVersions"), errors);
    }

    private static void ValidateName(string name, FieldPath path, FieldErrors errors)
    {
        if (name.Length == 0) errors.Required(path.Child("name"));
        else if (NameRules.Dns1123Subdomain(name) is { Count: > 0 } wrong) errors.Each(path, "name", name, wrong);
        else if (name.Split('.').Length < 3)
            errors.Invalid(path.Child("name"), name, "should be a domain with at least three segments separated by dots");
    }

    private static void ValidateVersions(JsonList versions, FieldPath path, FieldErrors errors)
    {
        if (versions.Count == 0) errors.Required(path, $"must specify one of {ReviewVersions}");
        else if (!versions.Strings().Any(v => v is "v1" or "v1beta1"))
            errors.Invalid(path, versions, $"must include at least one of {ReviewVersions}");
    }

    private static void ValidateRule(JsonMap rule, FieldPath path, FieldErrors errors)
    {
        var operations = rule.List("operations");
        if (operations.Count == 0) errors.Required(path.Child("operations"));
        if (operations.Count > 1 && operations.Strings().Contains("*"))
            errors.Invalid(path.Child("operations"), operations, "if '*' is present, must not specify other operations");
        for (var i = 0; i < operations.Count; i++)
            if (operations[i] is not ("*" or "CREATE" or "UPDATE" or "DELETE" or "CONNECT"))
                errors.NotSupported(path.Child("operations").Index(i), operations[i], "*", "CONNECT", "CREATE", "DELETE", "UPDATE");
        RequireAny(rule, "apiGroups", "API groups", path, errors);
        RequireAny(rule, "apiVersions", "API versions", path, errors);
        if (rule.List("resources").Count == 0) errors.Required(path.Child("resources"));
        if (rule.List("resources").Count > 1 && rule.List("resources").Strings().Contains("*/*"))
            errors.Invalid(path.Child("resources"), rule["resources"], "if '*/*' is present, must not specify other resources");
        errors.AllowOneOf(rule, "scope", path, "*", "Cluster", "Namespaced");
    }

    private static void RequireAny(JsonMap rule, string field, string words, FieldPath path, FieldErrors errors)
    {
        var list = rule.List(field);
        if (list.Count == 0) errors.Required(path.Child(field));
        if (list.Count > 1 && list.Strings().Contains("*"))
            errors.Invalid(path.Child(field), list, $"if '*' is present, must not specify other {words}");
    }

    private static void ValidateClient(JsonMap client, FieldPath path, FieldErrors errors)
    {
        switch (client.String("url"), client["service"] as JsonMap)
        {
            case (null, null) or (not null, not null):
                errors.Required(path, "exactly one of url or service is required");
                break;
            case ({ } url, _):
                ValidateUrl(url, path.Child("url"), errors);
                break;
            case (_, { } service):
                if (service.String("name") is not { Length: > 0 }) errors.Required(path.Child("service").Child("name"));
                if (service.String("namespace") is not { Length: > 0 }) errors.Required(path.Child("service").Child("namespace"));
                var port = service.Long("port") ?? 0;
                if (NameRules.PortNumber(port) is { Count: > 0 } wrong)
                    errors.Invalid(path.Child("service").Child("port"), port, "port is not valid: " + string.Join(", ", wrong));
                break;
        }
    }

    private static void ValidateUrl(string text, FieldPath path, FieldErrors errors)
    {
        const string Form = "; desired format: https://host[/path]";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url)) errors.Required(path, "url must be a valid URL: " + text + Form);
        else if (url.Scheme != "https") errors.Invalid(path, url.Scheme, "'https' is the only allowed URL scheme" + Form);
        else if (url.UserInfo.Length > 0) errors.Invalid(path, url.UserInfo, "user information is not permitted in the URL");
        else if (url.Fragment.Length > 0) errors.Invalid(path, url.Fragment.TrimStart('#'), "fragments are not permitted in the URL");
        else if (url.Query.Length > 0) errors.Invalid(path, url.Query.TrimStart('?'), "query parameters are not permitted in the URL");
    }
}
