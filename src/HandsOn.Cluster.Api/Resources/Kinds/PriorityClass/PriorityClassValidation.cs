using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a PriorityClass must be, and what of it may change (pkg/apis/scheduling/validation/validation.go).</summary>
internal static class PriorityClassValidation
{
    private const long HighestByUsers = 1_000_000_000;

    public static void Validate(KubeObject item, FieldErrors errors)
    {
        var isSystem = item.Name is "system-node-critical" or "system-cluster-critical";
        if (item.Name.StartsWith("system-", StringComparison.Ordinal) && !isSystem)
            errors.Forbidden(FieldPath.Root("metadata").Child("name"), "priority class names with 'system-' prefix are reserved for system use only. error: " + item.Name + " is not a known system priority class");
        else if (!isSystem && item.Root.Long("value") is > HighestByUsers)
            errors.Forbidden(FieldPath.Root("value"), $"maximum allowed value of a user defined priority is {HighestByUsers}");
        if (item.Root.String("preemptionPolicy") is { } policy and not ("Never" or "PreemptLowerPriority"))
            errors.NotSupported(FieldPath.Root("preemptionPolicy"), policy, "PreemptLowerPriority", "Never");
    }

    public static void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors)
    {
        if (item.Root.Long("value") != old.Root.Long("value")) errors.Forbidden(FieldPath.Root("value"), "may not be changed in an update.");
        errors.Immutable(FieldPath.Root("preemptionPolicy"), item.Root["preemptionPolicy"], old.Root["preemptionPolicy"]);
    }
}
