using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Resources.Shared.Scale;

/// <summary>
/// The <c>scale</c> subresource of kinds that keep a number of pods: an <c>autoscaling/v1 Scale</c> in place of the object
/// (pkg/registry/apps/deployment/storage/storage.go, scaleFromDeployment, ScaleREST).
/// </summary>
internal static class ScaleMapping
{
    private static readonly GroupKind Kind = new("autoscaling", "Scale");

    /// <summary>The object as a <c>Scale</c>.</summary>
    public static KubeObject Read(KubeObject item) => new(JsonMap.Of(
        ("kind", "Scale"), ("apiVersion", "autoscaling/v1"),
        ("metadata", JsonMap.Of(
            ("name", item.Name), ("namespace", item.Namespace), ("uid", item.Uid), ("resourceVersion", item.ResourceVersion),
            ("creationTimestamp", item.Metadata["creationTimestamp"]))),
        ("spec", Replicas(item.Spec.Long("replicas") ?? 0)),
        ("status", JsonMap.Of(("replicas", item.Status.Long("replicas") ?? 0), ("selector", Selector(item))))));

    /// <summary>The object with the replicas of a <c>Scale</c>; the scale's resource version, where it has one, must still hold.</summary>
    /// <exception cref="StatusException">409, 422.</exception>
    public static KubeObject Write(GroupResource resource, KubeObject item, KubeObject scale)
    {
        if (scale.ResourceVersion.Length > 0 && scale.ResourceVersion != item.ResourceVersion) throw StatusErrors.Stale(resource, item.Name);
        var replicas = scale.Spec.Long("replicas") ?? 0;
        if (replicas < 0)
        {
            var errors = new FieldErrors();
            errors.Invalid(FieldPath.Root("spec").Child("replicas"), replicas, "must be greater than or equal to 0");
            throw StatusErrors.Invalid(Kind, scale.Name, errors);
        }
        return item.SetIn(replicas, "spec", "replicas");
    }

    private static JsonMap Replicas(long count) => count == 0 ? JsonMap.Empty : JsonMap.Of(("replicas", count));

    private static string? Selector(KubeObject item)
    {
        var selector = item.Spec.Map("selector");
        var text = item.Kind == "ReplicationController"
            ? LabelSelector.FromLabels(selector).ToString()
            : LabelSelector.From(selector).ToString();
        return text.Length == 0 ? null : text;
    }
}
