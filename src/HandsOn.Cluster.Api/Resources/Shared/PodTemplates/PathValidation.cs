using HandsOn.Kubernetes.Errors;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What paths inside volumes must be (pkg/apis/core/validation/validation.go, validateLocalDescendingPath, ValidateLocalNonReservedPath).</summary>
internal static class PathValidation
{
    public static void ValidateDescending(string target, FieldPath path, FieldErrors errors)
    {
        if (target.StartsWith('/')) errors.Invalid(path, target, "must be a relative path");
        ValidateNoBacksteps(target, path, errors);
    }

    public static void ValidateNotReserved(string target, FieldPath path, FieldErrors errors)
    {
        ValidateDescending(target, path, errors);
        // The kubelet keeps its own files under names that begin so.
        if (target.StartsWith("..", StringComparison.Ordinal) && !target.StartsWith("../", StringComparison.Ordinal) && target != "..")
            errors.Invalid(path, target, "must not start with '..'");
    }

    public static void ValidateNoBacksteps(string target, FieldPath path, FieldErrors errors)
    {
        if (target.Contains("..", StringComparison.Ordinal) && target.Split('/').Contains("..")) errors.Invalid(path, target, "must not contain '..'");
    }
}
