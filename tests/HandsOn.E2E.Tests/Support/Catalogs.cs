using HandsOn.E2E.Api;

namespace HandsOn.E2E.Tests.Support;

/// <summary>What a server serves, as far as tests need it.</summary>
internal static class Catalogs
{
    public static ApiCatalog Small { get; } = new(
    [
        Kind(new("", "v1", "pods", "Pod"), "po", "all"), Kind(new("", "v1", "services", "Service"), "svc", "all"), Kind(new("", "v1", "configmaps", "ConfigMap"), "cm"),
        Kind(new("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim"), "pvc"), Kind(new("", "v1", "persistentvolumes", "PersistentVolume", false), "pv"),
        Kind(new("", "v1", "namespaces", "Namespace", false), "ns"), Kind(new("", "v1", "nodes", "Node", false), "no"),
        Kind(new("apps", "v1", "deployments", "Deployment"), "deploy", "all"), Kind(new("networking.k8s.io", "v1", "ingresses", "Ingress"), "ing"),
        Kind(new("networking.k8s.io", "v1", "ingressclasses", "IngressClass", false)), Kind(new("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy"), "netpol"),
        Kind(new("rbac.authorization.k8s.io", "v1", "roles", "Role")), Kind(new("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding")),
        Kind(new("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", false)),
        Kind(new("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding", false)),
        Kind(new("admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration", false)),
        Kind(new("scheduling.k8s.io", "v1", "priorityclasses", "PriorityClass", false), "pc"), Kind(new("storage.k8s.io", "v1", "storageclasses", "StorageClass", false), "sc"),
        Kind(new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", false), "crd"),
        Kind(new("example.com", "v1", "galaxies", "Galaxy", false), "galaxy"),
    ]);

    private static ServedKind Kind(ApiResource resource, params string[] words) =>
        new(resource, [resource.Plural, resource.Kind.ToLowerInvariant(), .. words], ["create", "delete", "get", "list", "watch"]);
}
