using System.Text.Json;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a Secret must be, by its type (pkg/apis/core/validation/validation.go, ValidateSecret, ValidateSecretUpdate).</summary>
internal static class SecretValidation
{
    private static readonly FieldPath Data = FieldPath.Root("data");

    public static void Validate(KubeObject item, FieldErrors errors)
    {
        var data = item.Root.Map("data");
        if (DataRules.ValidateKeys(data, Data, isBase64: true, errors) > DataRules.LargestData) errors.TooLong(Data, DataRules.LargestData);
        switch (item.Root.String("type"))
        {
            case "kubernetes.io/service-account-token":
                if (item.Annotations["kubernetes.io/service-account.name"] is not string { Length: > 0 })
                    errors.Required(FieldPath.Root("metadata").Child("annotations").Key("kubernetes.io/service-account.name"));
                break;
            case "kubernetes.io/dockercfg":
                RequireJson(data, ".dockercfg", errors);
                break;
            case "kubernetes.io/dockerconfigjson":
                RequireJson(data, ".dockerconfigjson", errors);
                break;
            case "kubernetes.io/basic-auth" when !data.ContainsKey("username") && !data.ContainsKey("password"):
                errors.Required(Data.Key("username"));
                errors.Required(Data.Key("password"));
                break;
            case "kubernetes.io/ssh-auth" when data["ssh-privatekey"] is not string { Length: > 0 }:
                errors.Required(Data.Key("ssh-privatekey"));
                break;
            case "kubernetes.io/tls":
                if (!data.ContainsKey("tls.crt")) errors.Required(Data.Key("tls.crt"));
                if (!data.ContainsKey("tls.key")) errors.Required(Data.Key("tls.key"));
                break;
        }
    }

    public static void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors)
    {
        errors.Immutable(FieldPath.Root("type"), item.Root["type"], old.Root["type"]);
        DataRules.ValidateImmutable(item, old, errors, "data");
        Validate(item, errors);
    }

    private static void RequireJson(JsonMap data, string key, FieldErrors errors)
    {
        if (data.String(key) is not { } base64)
        {
            errors.Required(Data.Key(key));
            return;
        }
        try
        {
            JsonText.ParseMap(Convert.FromBase64String(base64));
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException)
        {
            errors.Invalid(Data.Key(key), "<secret contents redacted>", "invalid JSON");
        }
    }
}
