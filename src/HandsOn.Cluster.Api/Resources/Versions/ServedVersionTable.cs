using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Versions;

/// <summary>
/// Which minors serve which kind in which version besides, or instead of, what is served throughout, and what they warn of
/// (staging/src/k8s.io/api/*/*/zz_generated.prerelease-lifecycle.go).
/// </summary>
internal static class ServedVersionTable
{
    private const int Always = 0;
    private const int Never = int.MaxValue;

    private static readonly Row[] Rows =
    [
        new("", "endpoints", "v1", Deprecated: 33, Replacement: "discovery.k8s.io/v1 EndpointSlice"),
        new("", "events", "v1"),
        new("", "events", "events.k8s.io/v1"),
        new("", "events", "events.k8s.io/v1beta1", Deprecated: 22, Removed: 25),
        new("admissionregistration.k8s.io", "validatingwebhookconfigurations", "admissionregistration.k8s.io/v1"),
        new("admissionregistration.k8s.io", "validatingwebhookconfigurations", "admissionregistration.k8s.io/v1beta1", Deprecated: 16, Removed: 22, Replacement: "admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration"),
        new("admissionregistration.k8s.io", "mutatingwebhookconfigurations", "admissionregistration.k8s.io/v1"),
        new("admissionregistration.k8s.io", "mutatingwebhookconfigurations", "admissionregistration.k8s.io/v1beta1", Deprecated: 16, Removed: 22, Replacement: "admissionregistration.k8s.io/v1 MutatingWebhookConfiguration"),
        new("autoscaling", "horizontalpodautoscalers", "autoscaling/v2", Since: 23),
        new("autoscaling", "horizontalpodautoscalers", "autoscaling/v1"),
        new("autoscaling", "horizontalpodautoscalers", "autoscaling/v2beta2", Deprecated: 23, Removed: 26, Replacement: "autoscaling/v2 HorizontalPodAutoscaler"),
        new("batch", "cronjobs", "batch/v1", Since: 21),
        new("batch", "cronjobs", "batch/v1beta1", Deprecated: 21, Removed: 25, Replacement: "batch/v1 CronJob"),
        new("coordination.k8s.io", "leases", "coordination.k8s.io/v1"),
        new("coordination.k8s.io", "leases", "coordination.k8s.io/v1beta1", Deprecated: 19, Removed: 22, Replacement: "coordination.k8s.io/v1 Lease"),
        new("discovery.k8s.io", "endpointslices", "discovery.k8s.io/v1", Since: 21),
        new("discovery.k8s.io", "endpointslices", "discovery.k8s.io/v1beta1", Deprecated: 21, Removed: 25, Replacement: "discovery.k8s.io/v1 EndpointSlice"),
        new("networking.k8s.io", "ingresses", "networking.k8s.io/v1"),
        new("networking.k8s.io", "ingresses", "networking.k8s.io/v1beta1", Deprecated: 19, Removed: 22, Replacement: "networking.k8s.io/v1 Ingress"),
        new("networking.k8s.io", "ingresses", "extensions/v1beta1", Deprecated: 14, Removed: 22, Replacement: "networking.k8s.io/v1 Ingress"),
        new("networking.k8s.io", "ingressclasses", "networking.k8s.io/v1"),
        new("networking.k8s.io", "ingressclasses", "networking.k8s.io/v1beta1", Deprecated: 19, Removed: 22, Replacement: "networking.k8s.io/v1 IngressClassList"),
        new("policy", "poddisruptionbudgets", "policy/v1", Since: 21),
        new("policy", "poddisruptionbudgets", "policy/v1beta1", Deprecated: 21, Removed: 25, Replacement: "policy/v1 PodDisruptionBudget"),
        new("rbac.authorization.k8s.io", "roles", "rbac.authorization.k8s.io/v1"),
        new("rbac.authorization.k8s.io", "roles", "rbac.authorization.k8s.io/v1beta1", Deprecated: 17, Removed: 22, Replacement: "rbac.authorization.k8s.io/v1 Role"),
        new("rbac.authorization.k8s.io", "rolebindings", "rbac.authorization.k8s.io/v1"),
        new("rbac.authorization.k8s.io", "rolebindings", "rbac.authorization.k8s.io/v1beta1", Deprecated: 17, Removed: 22, Replacement: "rbac.authorization.k8s.io/v1 RoleBinding"),
        new("rbac.authorization.k8s.io", "clusterroles", "rbac.authorization.k8s.io/v1"),
        new("rbac.authorization.k8s.io", "clusterroles", "rbac.authorization.k8s.io/v1beta1", Deprecated: 17, Removed: 22, Replacement: "rbac.authorization.k8s.io/v1 ClusterRole"),
        new("rbac.authorization.k8s.io", "clusterrolebindings", "rbac.authorization.k8s.io/v1"),
        new("rbac.authorization.k8s.io", "clusterrolebindings", "rbac.authorization.k8s.io/v1beta1", Deprecated: 17, Removed: 22, Replacement: "rbac.authorization.k8s.io/v1 ClusterRoleBinding"),
        new("scheduling.k8s.io", "priorityclasses", "scheduling.k8s.io/v1"),
        new("scheduling.k8s.io", "priorityclasses", "scheduling.k8s.io/v1beta1", Deprecated: 14, Removed: 22, Replacement: "scheduling.k8s.io/v1 PriorityClass"),
        new("storage.k8s.io", "storageclasses", "storage.k8s.io/v1"),
        new("storage.k8s.io", "storageclasses", "storage.k8s.io/v1beta1", Deprecated: 19, Removed: 22, Replacement: "storage.k8s.io/v1 StorageClass"),
    ];

    private static readonly ILookup<GroupResource, Row> ByResource = Rows.ToLookup(r => new GroupResource(r.Group, r.Plural));

    /// <summary>The versions of a kind, the preferred one first; the storage version where the table does not name the kind.</summary>
    public static IReadOnlyList<ServedVersion> Of(ResourceNames names)
    {
        var rows = ByResource[names.Resource].Select(r => r.ToServedVersion(names.Kind)).ToList();
        return rows.Count > 0 ? rows : [new ServedVersion(names.GroupVersion)];
    }

    private sealed record Row(
        string Group, string Plural, string Version, int Since = Always, int Deprecated = Never, int Removed = Never, string? Replacement = null)
    {
        public ServedVersion ToServedVersion(string kind) => new(
            GroupVersion.Parse(Version), Since, Removed == Never ? Never : Removed - 1, Deprecated == Never ? null : Warning(kind), Deprecated);

        /// <summary>In the words of staging/src/k8s.io/apiserver/pkg/endpoints/deprecation/deprecation.go.</summary>
        private string Warning(string kind)
        {
            var removal = Removed == Never ? "" : $", unavailable in v1.{Removed}+";
            var replacement = Replacement is null ? "" : $"; use {Replacement}";
            return $"{Version} {kind} is deprecated in v1.{Deprecated}+{removal}{replacement}";
        }
    }
}
