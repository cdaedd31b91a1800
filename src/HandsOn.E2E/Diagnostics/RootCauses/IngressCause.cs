using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Diagnostics.RootCauses;

/// <summary>Why an Ingress does not lead to its application: its class, a backend's Service, or nobody who serves it.</summary>
internal static class IngressCause
{
    public static Cause? Of(ClusterState state, KubeObject ingress)
    {
        var className = ingress.Spec.String("ingressClassName");
        if (className is not null && state.Find("IngressClass", "", className) is null) return Cause.In(ingress, "spec.ingressClassName", $"Ingress {ingress.Name} names class {className}, and there is no such IngressClass");
        foreach (var backend in Backends(ingress))
            if (BackendCause(state, ingress, backend) is { } cause) return cause;
        if (ingress.Status.List("loadBalancer", "ingress").Count > 0) return null;
        var controllers = state.All("Deployment").Where(d => d.Name.Contains("ingress", StringComparison.Ordinal)).ToList();
        var stuck = controllers.Select(d => DeploymentCause.Of(state, d)).FirstOrDefault(c => c is not null);
        return controllers.Count == 0 ? Cause.In(ingress, "", $"no ingress controller runs that could give Ingress {ingress.Name} an address")
            : stuck is not null ? stuck with { Sentence = $"the ingress controller is not ready: {stuck.Sentence}" }
            : Cause.In(ingress, "", $"the ingress controller has given Ingress {ingress.Name} no address");
    }

    private static Cause? BackendCause(ClusterState state, KubeObject ingress, JsonMap backend)
    {
        var name = backend.String("service", "name") ?? "";
        if (state.Find("Service", ingress.Namespace, name) is not { } service) return Cause.In(ingress, "spec", $"Ingress {ingress.Name} leads to Service {name}, which does not exist");
        var port = backend.At("service", "port", "number") ?? backend.At("service", "port", "name");
        if (!service.Spec.List("ports").Maps().Any(p => JsonValue.DeepEquals(p["port"], port) || JsonValue.DeepEquals(p["name"], port)))
            return Cause.In(ingress, "spec", $"Ingress {ingress.Name} leads to port {port} of Service {name}, which has {string.Join(", ", service.Spec.List("ports").Maps().Select(p => p.Long("port")))}");
        return ServiceCause.Of(state, service);
    }

    private static IEnumerable<JsonMap> Backends(KubeObject ingress) => ingress.Spec.List("rules").Maps()
        .SelectMany(r => r.List("http", "paths").Maps()).Select(p => p.Map("backend"))
        .Concat(ingress.Spec["defaultBackend"] is JsonMap fallback ? [fallback] : []).Where(b => b["service"] is JsonMap);
}
