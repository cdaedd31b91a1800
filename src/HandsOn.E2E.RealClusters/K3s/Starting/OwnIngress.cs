using HandsOn.E2E.Api;
using HandsOn.E2E.Waiting;

namespace HandsOn.E2E.RealClusters.K3s.Starting;

/// <summary>The ingress controller that k3s brings, and installs by a Job when everything else runs already.</summary>
internal static class OwnIngress
{
    /// <summary>It is there and serves.</summary>
    public static Expectation Ready() => new Expectation(
        $"the ingress controller of k3s ({K3sCommand.OwnIngressClass}) serves", $"the ingress controller of k3s ({K3sCommand.OwnIngressClass}) does not serve yet",
        [ApiResources.IngressClasses, ApiResources.Deployments],
        view => view.Find(ApiResources.IngressClasses, "", K3sCommand.OwnIngressClass) is null ? "k3s has not made its ingress class"
            : view.Find(ApiResources.Deployments, "kube-system", K3sCommand.OwnIngressClass)?.HasCondition("Available") == true ? null
            : "it has no ready pod")
        .About("Deployment", "kube-system", K3sCommand.OwnIngressClass);
}
