using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What environment variables must be (pkg/apis/core/validation/validation.go, ValidateEnv, ValidateEnvFrom).</summary>
internal static class EnvironmentValidation
{
    private static readonly string[] Sources = ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"];

    public static void Validate(JsonMap container, FieldPath path, PodCheck check)
    {
        var variables = container.List("env");
        for (var i = 0; i < variables.Count; i++)
            if (variables[i] is JsonMap variable) ValidateVariable(variable, path, i, check);
        var bundles = container.List("envFrom");
        for (var i = 0; i < bundles.Count; i++)
            if (bundles[i] is JsonMap bundle) ValidateBundle(bundle, path.Child("envFrom"), i, check);
    }

    private static void ValidateVariable(JsonMap variable, FieldPath container, int index, PodCheck check)
    {
        var name = variable.String("name") ?? "";
        var wrong = name.Length == 0 ? [] : CheckName(name, check.Minor);
        if (name.Length == 0) check.Errors.Required(container.Child("env").Index(index).Child("name"));
        if (wrong.Count > 0) check.Errors.Each(container.Child("env").Index(index), "name", name, wrong);
        if (variable["valueFrom"] is JsonMap source) ValidateSource(source, variable, container.Child("env").Index(index).Child("valueFrom"), check);
    }

    private static IReadOnlyList<string> CheckName(string name, int minor) =>
        minor >= SinceMinor.RelaxedEnvironmentVariableNames ? NameRules.RelaxedEnvironmentVariable(name) : NameRules.EnvironmentVariable(name);

    private static void ValidateSource(JsonMap source, JsonMap variable, FieldPath path, PodCheck check)
    {
        var errors = check.Errors;
        if (source["fieldRef"] is JsonMap field) FieldRefValidation.Validate(field, path.Child("fieldRef"), FieldRefValidation.OfVariables, errors);
        if (source["resourceFieldRef"] is JsonMap resource) FieldRefValidation.ValidateResource(resource, path.Child("resourceFieldRef"), isVolume: false, errors);
        if (source["configMapKeyRef"] is JsonMap map) ValidateKey(map, path.Child("configMapKeyRef"), errors);
        if (source["secretKeyRef"] is JsonMap secret) ValidateKey(secret, path.Child("secretKeyRef"), errors);
        var count = Sources.Count(source.ContainsKey);
        if (count == 0)
            errors.Invalid(path, "", check.Minor >= SinceMinor.EnvironmentFiles
                ? "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`"
                : "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`");
        else if (variable.String("value") is { Length: > 0 }) errors.Invalid(path, "", "may not be specified when `value` is not empty");
        else if (count > 1) errors.Invalid(path, "", "may not have more than one field specified at a time");
    }

    private static void ValidateKey(JsonMap reference, FieldPath path, FieldErrors errors)
    {
        var name = reference.String("name") ?? "";
        errors.Each(path, "name", name, NameRules.Dns1123Subdomain(name));
        if (reference.String("key") is not { Length: > 0 } key) errors.Required(path.Child("key"));
        else errors.Each(path, "key", key, NameRules.ConfigMapKey(key));
    }

    private static void ValidateBundle(JsonMap bundle, FieldPath path, int index, PodCheck check)
    {
        var errors = check.Errors;
        var here = path.Index(index);
        if (bundle.String("prefix") is { Length: > 0 } prefix) errors.Each(here, "prefix", prefix, CheckName(prefix, check.Minor));
        var count = 0;
        foreach (var kind in (ReadOnlySpan<string>)["configMapRef", "secretRef"])
        {
            if (bundle[kind] is not JsonMap reference) continue;
            count++;
            if (reference.String("name") is not { Length: > 0 } name) errors.Required(here.Child(kind).Child("name"));
            else errors.Each(here.Child(kind), "name", name, NameRules.Dns1123Subdomain(NameRules.MaskTrailingDash(name)));
        }
        if (count == 0) errors.Invalid(path, "", "must specify one of: `configMapRef` or `secretRef`");
        else if (count > 1) errors.Invalid(path, "", "may not have more than one field specified at a time");
    }
}
