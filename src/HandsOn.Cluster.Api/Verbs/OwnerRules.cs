using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Verbs;

/// <summary>What owner references must be (staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go, ValidateOwnerReferences).</summary>
internal static class OwnerRules
{
    public static void Validate(KubeObject item, FieldErrors errors)
    {
        var path = FieldPath.Root("metadata").Child("ownerReferences");
        OwnerReference? controller = null;
        foreach (var owner in item.OwnerReferences)
        {
            if (owner.ApiVersion.Length == 0) errors.Invalid(path.Child("apiVersion"), "", "version must not be empty");
            if (owner.Kind.Length == 0) errors.Invalid(path.Child("kind"), "", "must not be empty");
            if (owner.Name.Length == 0) errors.Invalid(path.Child("name"), "", "must not be empty");
            if (owner.Uid.Length == 0) errors.Invalid(path.Child("uid"), "", "must not be empty");
            if (owner is { ApiVersion: "v1", Kind: "Event" }) errors.Invalid(path, owner.ToJson(), "/v1, Kind=Event is disallowed from being an owner");
            if (!owner.Controller) continue;
            if (controller is not null)
                errors.Invalid(path, item.Metadata.List("ownerReferences"),
                    "Only one reference can have Controller set to true. Found \"true\" in references for "
                    + $"{controller.Kind}/{controller.Name} and {owner.Kind}/{owner.Name}");
            controller ??= owner;
        }
    }
}
