using HandsOn.Cluster.Api.Pods;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Controllers.Endpoints;

/// <summary>What the Endpoints and the EndpointSlice controller have in common (staging/src/k8s.io/endpointslice/util).</summary>
internal static class ServiceEndpoints
{
    public const string HeadlessLabel = "service.kubernetes.io/headless";
    public const string TriggerTimeAnnotation = "endpoints.kubernetes.io/last-change-trigger-time";

    /// <summary>Whether the cluster finds the Service's endpoints itself.</summary>
    public static bool HasManagedEndpoints(this KubeObject service) =>
        service.Spec.String("type") != "ExternalName" && service.Spec["selector"] is JsonMap;

    public static bool IsHeadless(this KubeObject service) => service.Spec.String("clusterIP") is null or "" or "None";

    public static bool PublishesNotReady(this KubeObject service) => service.Spec.Bool("publishNotReadyAddresses") == true;

    public static bool Selects(this KubeObject service, KubeObject pod) =>
        service.HasManagedEndpoints() && LabelSelector.FromLabels(service.Spec.Map("selector")).Matches(pod.Labels);

    /// <summary>The pods behind a Service, in a steady order.</summary>
    public static IReadOnlyList<KubeObject> PodsOf(KubeObject service, IEnumerable<KubeObject> podsOfNamespace)
    {
        var selector = LabelSelector.FromLabels(service.Spec.Map("selector"));
        return [.. podsOfNamespace.Where(p => selector.Matches(p.Labels)).OrderBy(p => p.CreationTimestamp).ThenBy(p => p.Name, StringComparer.Ordinal)];
    }

    /// <summary>Whether a pod can be an endpoint at all: it has an address and has not finished.</summary>
    public static bool MayBeEndpoint(KubeObject pod, bool includeTerminating) =>
        !pod.IsTerminal() && pod.Status.String("podIP") is { Length: > 0 } && (includeTerminating || !pod.IsTerminating);

    /// <summary>The host name under which DNS knows the pod, where it has one for this Service.</summary>
    public static string? HostnameFor(KubeObject pod, KubeObject service) =>
        pod.Spec.String("hostname") is { Length: > 0 } hostname && pod.Spec.String("subdomain") == service.Name ? hostname : null;

    /// <summary>The pod's port behind a Service's port; null where the pod has no port of that name.</summary>
    public static long? FindPort(KubeObject pod, JsonMap servicePort)
    {
        if (servicePort["targetPort"] is not string name) return servicePort.Long("targetPort") ?? servicePort.Long("port");
        var protocol = servicePort.String("protocol") ?? "TCP";
        var sidecars = pod.Spec.Sidecars();
        return pod.Spec.List("containers").Maps().Concat(sidecars)
            .SelectMany(c => c.List("ports").Maps())
            .FirstOrDefault(p => p.String("name") == name && (p.String("protocol") ?? "TCP") == protocol)?.Long("containerPort");
    }

    public static JsonMap TargetRef(KubeObject pod) =>
        JsonMap.Of(("kind", "Pod"), ("namespace", pod.Namespace), ("name", pod.Name), ("uid", pod.Uid));

    /// <summary>Whether a change of a pod can change anything about the endpoints that it is.</summary>
    public static bool Matters(KubeObject? old, KubeObject? next) =>
        old is null || next is null
        || old.IsTerminating != next.IsTerminating || old.IsReady() != next.IsReady() || old.IsTerminal() != next.IsTerminal()
        || !JsonValue.DeepEquals(old.Status["podIPs"], next.Status["podIPs"]) || old.Status.String("podIP") != next.Status.String("podIP")
        || !old.Labels.Equals(next.Labels) || old.NodeName() != next.NodeName()
        || old.Spec.String("hostname") != next.Spec.String("hostname") || old.Spec.String("subdomain") != next.Spec.String("subdomain");
}
