using System.Globalization;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Diagnostics.RootCauses;

/// <summary>Why a Service leads nowhere: its selector, its pods, or its target ports.</summary>
internal static class ServiceCause
{
    public static Cause? Of(ClusterState state, KubeObject service)
    {
        var selector = service.Spec.Map("selector");
        if (selector.Count == 0) return EndpointsCause(state, service);
        var pods = state.All("Pod", service.Namespace).Where(p => Matches(p.Labels, selector) && !p.IsTerminating).ToList();
        if (pods.Count == 0) return NoPods(state, service, selector);
        return pods.Select(p => PodCause.Of(state, p)).All(c => c is not null)
            ? NoReadyPod(state, service, pods[0])
            : PortCause(service, pods) ?? EndpointsCause(state, service);
    }

    private static Cause NoReadyPod(ClusterState state, KubeObject service, KubeObject pod)
    {
        var cause = PodCause.Of(state, pod)!;
        return cause with { Sentence = $"Service {service.Name} has no ready pod: {cause.Sentence}" };
    }

    private static Cause NoPods(ClusterState state, KubeObject service, JsonMap selector)
    {
        var nearest = state.All("Pod", service.Namespace).Where(p => p.Controller is not null)
            .Select(p => (Pod: p, Shared: selector.Strings().Count(s => p.Labels.String(s.Key) == s.Value))).Where(p => p.Shared > 0)
            .OrderByDescending(p => p.Shared).ThenBy(p => p.Pod.Name, StringComparer.Ordinal).Select(p => p.Pod).FirstOrDefault();
        return Cause.In(service, "spec.selector", $"Service {service.Name} selects {Words(selector)}, and no pod has these labels"
            + (nearest is null ? "" : $" (the nearest, {nearest.Name}, has {Words(nearest.Labels.Without("pod-template-hash"))})"));
    }

    private static Cause? PortCause(KubeObject service, List<KubeObject> pods)
    {
        foreach (var (i, port) in service.Spec.List("ports").Maps().Index())
        {
            var target = port["targetPort"] ?? port["port"];
            var declared = pods[0].Spec.List("containers").Maps().SelectMany(c => c.List("ports").Maps()).ToList();
            if (declared.Count == 0 || declared.Any(d => target is string name ? d.String("name") == name : JsonValue.DeepEquals(d["containerPort"], target))) continue;
            var offered = string.Join(", ", declared.Select(d => d.String("name") is { } n ? $"{n} ({d.Long("containerPort")})" : $"{d.Long("containerPort")}"));
            return Cause.In(service, $"spec.ports[{i}].targetPort", $"Service {service.Name} sends port {port.Long("port")} to {Show(target)}, but pod {pods[0].Name} listens on {offered}");
        }
        return null;
    }

    private static Cause? EndpointsCause(ClusterState state, KubeObject service) =>
        state.Find("Endpoints", service.Namespace, service.Name) is { } endpoints && endpoints.Root.List("subsets").Maps().Any(s => s.List("addresses").Count > 0)
            ? null
            : Cause.In(service, "", $"Service {service.Name} has no endpoints");

    /// <summary>True where labels are those that a selector asks for.</summary>
    public static bool Matches(JsonMap labels, JsonMap selector) => selector.Strings().All(s => labels.String(s.Key) == s.Value);

    private static string Words(JsonMap labels) => string.Join(",", labels.Strings().Select(l => $"{l.Key}={l.Value}").Order(StringComparer.Ordinal));

    private static string Show(object? target) => target switch { string name => $"a port named {name}", long number => number.ToString(CultureInfo.InvariantCulture), _ => "nothing" };
}
