using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a ConfigMap must be (pkg/apis/core/validation/validation.go, ValidateConfigMap, ValidateConfigMapUpdate).</summary>
internal static class ConfigMapValidation
{
    private static readonly FieldPath Data = FieldPath.Root("data");
    private static readonly FieldPath BinaryData = FieldPath.Root("binaryData");

    public static void Validate(KubeObject item, FieldErrors errors)
    {
        var size = DataRules.ValidateKeys(item.Root.Map("data"), Data, isBase64: false, errors);
        foreach (var key in item.Root.Map("data").Keys)
            if (item.Root.Map("binaryData").ContainsKey(key)) errors.Invalid(Data.Key(key), key, "duplicate of key present in binaryData");
        size += DataRules.ValidateKeys(item.Root.Map("binaryData"), BinaryData, isBase64: true, errors);
        if (size > DataRules.LargestData) errors.TooLong(FieldPath.Root("[]"), DataRules.LargestData);
    }

    public static void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors)
    {
        DataRules.ValidateImmutable(item, old, errors, "data", "binaryData");
        Validate(item, errors);
    }
}
