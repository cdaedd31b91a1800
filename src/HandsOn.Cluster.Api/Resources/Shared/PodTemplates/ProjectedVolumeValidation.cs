using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What projected volumes must be (pkg/apis/core/validation/validation.go, validateProjectedVolumeSource).</summary>
internal static class ProjectedVolumeValidation
{
    private const long ShortestToken = 600;
    private const long LongestToken = 1L << 32;

    private static readonly string[] Kinds = ["secret", "configMap", "downwardAPI", "serviceAccountToken", "clusterTrustBundle", "podCertificate"];

    public static void Validate(JsonMap volume, FieldPath path, FieldErrors errors)
    {
        VolumeValidation.ValidateMode(volume, "defaultMode", path, errors);
        var sources = volume.List("sources");
        for (var i = 0; i < sources.Count; i++)
            if (sources[i] is JsonMap source) ValidateSource(source, path.Child("sources").Index(i), errors);
    }

    private static void ValidateSource(JsonMap source, FieldPath path, FieldErrors errors)
    {
        var count = 0;
        foreach (var kind in Kinds)
        {
            if (source[kind] is not JsonMap projection) continue;
            if (count++ > 0) errors.Forbidden(path.Child(kind), "may not specify more than 1 volume type");
            else ValidateProjection(kind, projection, path.Child(kind), errors);
        }
        if (count == 0) errors.Required(path, "must specify one of: " + string.Join(", ", Kinds.Order(StringComparer.Ordinal)));
    }

    private static void ValidateProjection(string kind, JsonMap projection, FieldPath path, FieldErrors errors)
    {
        switch (kind)
        {
            case "secret" or "configMap":
                if (projection.String("name") is not { Length: > 0 }) errors.Required(path.Child("name"));
                VolumeValidation.ValidateItems(projection.List("items"), path.Child("items"), errors);
                break;
            case "downwardAPI":
                VolumeValidation.ValidateDownward(projection.List("items"), path, errors);
                break;
            case "serviceAccountToken":
                var seconds = projection.Long("expirationSeconds") ?? 0;
                if (seconds < ShortestToken) errors.Invalid(path.Child("expirationSeconds"), seconds, "may not specify a duration less than 10 minutes");
                if (seconds > LongestToken) errors.Invalid(path.Child("expirationSeconds"), seconds, "may not specify a duration larger than 2^32 seconds");
                if (projection.String("path") is not { Length: > 0 }) errors.Required(path.Child("path"));
                break;
        }
    }
}
