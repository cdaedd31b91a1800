using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a StorageClass must be, and what of it may change (pkg/apis/storage/validation/validation.go).</summary>
internal static class StorageClassValidation
{
    public static void Validate(KubeObject item, FieldErrors errors)
    {
        if (item.Root.String("provisioner") is not { Length: > 0 } provisioner) errors.Required(FieldPath.Root("provisioner"), "");
        else
            foreach (var message in NameRules.QualifiedName(provisioner.ToLowerInvariant())) errors.Invalid(FieldPath.Root("provisioner"), provisioner, message);
        if (item.Root.String("reclaimPolicy") is { } policy and not ("Delete" or "Retain"))
            errors.NotSupported(FieldPath.Root("reclaimPolicy"), policy, "Delete", "Retain");
        if (item.Root.String("volumeBindingMode") is { } mode and not ("Immediate" or "WaitForFirstConsumer"))
            errors.NotSupported(FieldPath.Root("volumeBindingMode"), mode, "Immediate", "WaitForFirstConsumer");
    }

    public static void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, int minor)
    {
        Keep("parameters");
        Keep("provisioner");
        Keep("reclaimPolicy");
        errors.Immutable(FieldPath.Root("volumeBindingMode"), item.Root["volumeBindingMode"], old.Root["volumeBindingMode"]);

        void Keep(string field)
        {
            if (minor >= SinceMinor.StorageClassImmutableFields) errors.Immutable(FieldPath.Root(field), item.Root[field], old.Root[field]);
            else if (!JsonValue.DeepEquals(item.Root[field], old.Root[field]))
                errors.Forbidden(FieldPath.Root(field), $"updates to {field} are forbidden.");
        }
    }
}
