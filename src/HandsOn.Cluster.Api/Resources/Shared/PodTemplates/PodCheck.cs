using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What the checks of one pod spec share.</summary>
/// <param name="Errors">Where errors go.</param>
/// <param name="Minor">The minor whose rules hold.</param>
/// <param name="Spec">The spec.</param>
/// <param name="IsPod">Whether it is a pod's; a template's is checked less.</param>
internal sealed record PodCheck(FieldErrors Errors, int Minor, JsonMap Spec, bool IsPod)
{
    /// <summary>The volumes that are right, by name; filled by the check of the volumes.</summary>
    public Dictionary<string, JsonMap> Volumes { get; } = [];

    public long? GracePeriod => Spec.Long("terminationGracePeriodSeconds");
}
