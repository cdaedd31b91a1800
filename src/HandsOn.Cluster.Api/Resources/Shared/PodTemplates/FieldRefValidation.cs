using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What the downward API can refer to (pkg/apis/core/validation/validation.go, validateObjectFieldSelector).</summary>
internal static class FieldRefValidation
{
    /// <summary>The fields that an environment variable can show.</summary>
    public static readonly IReadOnlyList<string> OfVariables =
    [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs",
        "status.podIP", "status.podIPs",
    ];

    /// <summary>The fields that a volume can show.</summary>
    public static readonly IReadOnlyList<string> OfVolumes =
        ["metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"];

    private static readonly IReadOnlyList<string> Resources =
        ["limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"];

    /// <summary>Fields that a reference can name at all, with or without use for it.</summary>
    private static readonly HashSet<string> Known =
    [
        .. OfVariables, .. OfVolumes, "spec.restartPolicy", "spec.schedulerName", "status.phase", "spec.host", "spec.hostNetwork", "status.hostIP",
    ];

    public static void Validate(JsonMap reference, FieldPath path, IReadOnlyList<string> supported, FieldErrors errors)
    {
        if (reference.String("apiVersion") is not { Length: > 0 })
        {
            errors.Required(path.Child("apiVersion"));
            return;
        }
        if (reference.String("fieldPath") is not { Length: > 0 } field)
        {
            errors.Required(path.Child("fieldPath"));
            return;
        }
        var bracket = field.IndexOf("['", StringComparison.Ordinal);
        if (bracket > 0 && field.EndsWith("']", StringComparison.Ordinal))
            ValidateSubscript(field[..bracket], field[(bracket + 2)..^2], field, path, errors);
        else if (!Known.Contains(field))
            errors.Invalid(path.Child("fieldPath"), field, $"error converting fieldPath: field label not supported: {field}");
        else if (!supported.Contains(field)) errors.NotSupported(path.Child("fieldPath"), field, supported);
    }

    public static void ValidateResource(JsonMap reference, FieldPath path, bool isVolume, FieldErrors errors)
    {
        if (isVolume && reference.String("containerName") is not { Length: > 0 }) errors.Required(path.Child("containerName"));
        else if (reference.String("resource") is not { Length: > 0 } resource) errors.Required(path.Child("resource"));
        else if (!Resources.Contains(resource)
                 && !resource.StartsWith("limits.hugepages-", StringComparison.Ordinal) && !resource.StartsWith("requests.hugepages-", StringComparison.Ordinal))
            errors.NotSupported(path.Child("resource"), resource, Resources);
    }

    private static void ValidateSubscript(string field, string key, string whole, FieldPath path, FieldErrors errors)
    {
        if (field is not ("metadata.annotations" or "metadata.labels"))
        {
            errors.Invalid(path.Child("fieldPath"), whole, $"error converting fieldPath: field label does not support subscript: {whole}");
            return;
        }
        var name = field == "metadata.annotations" ? key.ToLowerInvariant() : key;
        foreach (var message in NameRules.QualifiedName(name)) errors.Invalid(path, name, message);
    }
}
