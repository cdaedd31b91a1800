namespace HandsOn.Cluster.Api.Resources;

/// <summary>
/// Order of API groups in discovery (pkg/controlplane/apiserver/aggregator.go, group priorities). Groups that are not listed come last,
/// by name.
/// </summary>
internal static class ApiGroups
{
    private static readonly string[] InOrder =
    [
        "", "apiregistration.k8s.io", "extensions", "apps", "events.k8s.io", "authentication.k8s.io", "authorization.k8s.io", "autoscaling", "batch",
        "certificates.k8s.io", "networking.k8s.io", "policy", "rbac.authorization.k8s.io", "storage.k8s.io", "admissionregistration.k8s.io",
        "apiextensions.k8s.io", "scheduling.k8s.io", "coordination.k8s.io", "node.k8s.io", "discovery.k8s.io", "flowcontrol.apiserver.k8s.io",
        "resource.k8s.io",
    ];

    /// <summary>The place of a group among all groups; equal for all that are not listed.</summary>
    public static int Place(string group) => Array.IndexOf(InOrder, group) is var at and >= 0 ? at : InOrder.Length;
}
