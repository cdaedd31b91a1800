using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Shared.Validation;

/// <summary>Counts of pods in a status: not negative, and none above the whole (pkg/apis/apps/validation/validation.go, ValidateDeploymentStatus).</summary>
internal static class ReplicaStatus
{
    private static readonly FieldPath Status = FieldPath.Root("status");

    private static readonly string[] Parts = ["updatedReplicas", "fullyLabeledReplicas", "readyReplicas", "availableReplicas"];

    private static readonly string[] Counts =
        ["observedGeneration", "replicas", "updatedReplicas", "fullyLabeledReplicas", "readyReplicas", "availableReplicas", "unavailableReplicas", "terminatingReplicas", "collisionCount"];

    public static void Validate(JsonMap status, FieldErrors errors)
    {
        foreach (var count in Counts) errors.NonNegative(status, count, Status);
        var replicas = status.Long("replicas") ?? 0;
        foreach (var part in Parts)
            if (status.Long(part) is { } number && number > replicas) errors.Invalid(Status.Child(part), number, "cannot be greater than status.replicas");
        if ((status.Long("availableReplicas") ?? 0) is var available && available > (status.Long("readyReplicas") ?? 0))
            errors.Invalid(Status.Child("availableReplicas"), available, "cannot be greater than readyReplicas");
    }
}
