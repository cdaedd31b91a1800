using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Clusters;

/// <summary>The ingress controllers that scenarios can use, by their class.</summary>
public static class IngressSettings
{
    /// <summary>The class of ingress-nginx, which the hands-on installs itself.</summary>
    public const string DefaultClass = "nginx";

    // From here on the text's Ingress (networking.k8s.io/v1) names a class; before, it cannot say which controller it wants.
    private static readonly KubernetesMinor FirstWithClass = new(22);

    // Where controllers are reached that everybody installs under the same name; k3s brings its traefik itself.
    private static readonly Dictionary<string, (string Namespace, string Service)> Services = new(StringComparer.Ordinal)
    {
        [DefaultClass] = ("ingress-nginx", "ingress-nginx-controller"),
        ["traefik"] = ("kube-system", "traefik"),
    };

    /// <summary>Whether an Ingress names its class on that minor.</summary>
    public static bool IsNamedOn(KubernetesMinor minor) => minor.IsWithin(FirstWithClass, null);

    /// <summary>The Service by which a class' controller is reached; <see langword="null"/> where nobody but its Ingress knows.</summary>
    public static (string Namespace, string Service)? ServiceOf(string ingressClass) => Services.TryGetValue(ingressClass, out var service) ? service : null;

    /// <summary>Why a class cannot serve, in one sentence; <see langword="null"/> where it can.</summary>
    /// <param name="ingressClass">The class.</param>
    /// <param name="minor">The cluster's minor.</param>
    /// <param name="there">The classes of which the cluster has a controller, or gets one.</param>
    public static string? WhyNot(string ingressClass, KubernetesMinor minor, IReadOnlyCollection<string> there) =>
        ingressClass == DefaultClass ? null
        : !IsNamedOn(minor) ? $"ingress class {ingressClass} needs Kubernetes {FirstWithClass} or later: on {minor} the text's Ingress names no class"
        : there.Contains(ingressClass) ? null
        : $"there is no ingress class {ingressClass} in the cluster; there is {(there.Count == 0 ? "none" : string.Join(", ", there.Order(StringComparer.Ordinal)))}";
}
