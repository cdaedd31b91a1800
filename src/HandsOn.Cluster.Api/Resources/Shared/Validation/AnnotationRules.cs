using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Cluster.Api.Resources.Shared.Validation;

/// <summary>Rules for the annotations of an object or of a pod template (staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go).</summary>
internal static class AnnotationRules
{
    private const int MostBytes = 256 * 1024;

    public static void Validate(JsonMap annotations, FieldPath path, FieldErrors errors)
    {
        var size = 0L;
        foreach (var (key, value) in annotations.Strings())
        {
            size += key.Length + value.Length;
            foreach (var message in NameRules.QualifiedName(key.ToLowerInvariant())) errors.Invalid(path, key, message);
        }
        if (size > MostBytes) errors.TooLong(path, MostBytes);
    }
}
