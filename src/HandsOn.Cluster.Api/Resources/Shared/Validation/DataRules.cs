using System.Text;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Shared.Validation;

/// <summary>What the data of ConfigMaps and Secrets must be (pkg/apis/core/validation/validation.go, ValidateConfigMap, ValidateSecret).</summary>
internal static class DataRules
{
    public const int LargestData = 1024 * 1024;

    private const string Immutable = "field is immutable when `immutable` is set";

    /// <summary>Adds what is wrong with the keys.</summary>
    /// <returns>The size of the values in bytes.</returns>
    public static long ValidateKeys(JsonMap data, FieldPath path, bool isBase64, FieldErrors errors)
    {
        long size = 0;
        foreach (var (key, value) in data.Strings())
        {
            foreach (var message in NameRules.ConfigMapKey(key)) errors.Invalid(path.Key(key), key, message);
            size += isBase64 ? value.Length / 4 * 3 - value.AsSpan().Count('=') : Encoding.UTF8.GetByteCount(value);
        }
        return size;
    }

    /// <summary>An object that says it is immutable keeps its data, and goes on saying so.</summary>
    public static void ValidateImmutable(KubeObject item, KubeObject old, FieldErrors errors, params ReadOnlySpan<string> fields)
    {
        if (old.Root.Bool("immutable") != true) return;
        if (item.Root.Bool("immutable") != true) errors.Forbidden(FieldPath.Root("immutable"), Immutable);
        foreach (var field in fields)
            if (!item.Root.Map(field).Equals(old.Root.Map(field))) errors.Forbidden(FieldPath.Root(field), Immutable);
    }
}
