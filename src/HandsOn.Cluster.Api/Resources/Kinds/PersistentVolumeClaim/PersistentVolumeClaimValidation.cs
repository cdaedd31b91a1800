using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Quantities;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a PersistentVolumeClaim must be, and what of it may change (pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimSpec).</summary>
internal static class PersistentVolumeClaimValidation
{
    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static void Validate(KubeObject item, FieldErrors errors) => ValidateSpec(item.Spec, Spec, errors);

    /// <summary>The spec of a claim, or of a template of claims.</summary>
    public static void ValidateSpec(JsonMap spec, FieldPath path, FieldErrors errors)
    {
        var modes = spec.List("accessModes");
        if (modes.Count == 0) errors.Required(path.Child("accessModes"), "at least 1 access mode is required");
        for (var i = 0; i < modes.Count; i++)
            if (modes[i] is not ("ReadOnlyMany" or "ReadWriteMany" or "ReadWriteOnce" or "ReadWriteOncePod"))
                errors.NotSupported(path.Child("accessModes"), modes[i], "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
        if (spec.String("resources", "requests", "storage") is not { } size) errors.Required(path.Child("resources").Key("storage"));
        else if (Quantity.TryParse(size, out var amount) && amount.Sign <= 0)
            errors.Invalid(path.Child("resources").Key("storage"), size, "must be greater than zero");
        if (spec.String("storageClassName") is { Length: > 0 } name) errors.Each(path, "storageClassName", name, NameRules.Dns1123Subdomain(name));
        errors.AllowOneOf(spec, "volumeMode", path, "Block", "Filesystem");
    }

    public static void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors)
    {
        Validate(item, errors);
        var rest = item.Spec.WithOrWithout("resources", old.Spec["resources"]).WithOrWithout("volumeAttributesClassName", old.Spec["volumeAttributesClassName"]);
        if (old.Spec["volumeName"] is null) rest = rest.Without("volumeName");
        if (old.Spec["storageClassName"] is null) rest = rest.Without("storageClassName");
        if (!rest.Equals(old.Spec))
            errors.Forbidden(Spec, "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims\n");
    }
}
