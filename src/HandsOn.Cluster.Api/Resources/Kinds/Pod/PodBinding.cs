using HandsOn.Cluster.Api.Pods;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>
/// The binding of a pod to its node, once and for all, through the subresource <c>pods/binding</c>
/// (pkg/registry/core/pod/storage/storage.go, setPodNodeAndMetadata).
/// </summary>
internal static class PodBinding
{
    private static readonly GroupResource Bindings = new("", "pods/binding");

    /// <summary>The pod, bound to a node, with the annotations and labels that the binding brings.</summary>
    /// <exception cref="StatusException">409: the pod is another one, has a node, is being deleted or has scheduling gates.</exception>
    public static KubeObject Bind(KubeObject pod, KubeObject binding, DateTimeOffset now, int minor)
    {
        var node = binding.Root.String("target", "name") ?? "";
        if (binding.Uid.Length > 0 && binding.Uid != pod.Uid)
            throw StatusErrors.Conflict(
                PodKind.Resource, pod.Name,
                $"Precondition failed: UID in precondition: {binding.Uid}, UID in object meta: {pod.Uid}");
        if (pod.IsTerminating) throw Refused(pod, $"pod {pod.Name} is being deleted, cannot be assigned to a host");
        if (pod.Spec.String("nodeName") is { Length: > 0 } assigned)
            throw Refused(pod, $"pod {pod.Name} is already assigned to node {FieldErrors.Show(assigned)}");
        if (pod.Spec.List("schedulingGates").Count > 0) throw Refused(pod, $"pod {pod.Name} has non-empty .spec.schedulingGates");
        var metadata = pod.Metadata;
        foreach (var (key, value) in binding.Annotations.Strings()) metadata = metadata.SetIn(value, "annotations", key);
        foreach (var (key, value) in binding.Labels.Strings()) metadata = metadata.SetIn(value, "labels", key);
        return new KubeObject(pod.Root
            .With("metadata", metadata)
            .With("spec", pod.Spec.With("nodeName", node))
            .With("status", PodCondition.Set(pod, PodCondition.Scheduled, "True", "", "", now, minor).Without("nominatedNodeName")));
    }

    /// <summary>The Binding object for a pod and a node.</summary>
    public static KubeObject For(KubeObject pod, string node) => new(JsonMap.Of(
        ("apiVersion", "v1"), ("kind", "Binding"),
        ("metadata", JsonMap.Of(("name", pod.Name), ("namespace", pod.Namespace), ("uid", pod.Uid))),
        ("target", JsonMap.Of(("kind", "Node"), ("name", node)))));

    private static StatusException Refused(KubeObject pod, string why) => StatusErrors.Conflict(Bindings, pod.Name, why);
}
