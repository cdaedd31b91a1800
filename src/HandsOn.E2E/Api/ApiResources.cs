namespace HandsOn.E2E.Api;

/// <summary>
/// The resources that the harness itself reads. Endpoints, not EndpointSlices: every minor from 1.16 to 1.37 serves them at one version.
/// </summary>
public static class ApiResources
{
    /// <summary>Pods.</summary>
    public static ApiResource Pods { get; } = new("", "v1", "pods", "Pod");

    /// <summary>Services.</summary>
    public static ApiResource Services { get; } = new("", "v1", "services", "Service");

    /// <summary>Endpoints.</summary>
    public static ApiResource Endpoints { get; } = new("", "v1", "endpoints", "Endpoints");

    /// <summary>Events.</summary>
    public static ApiResource Events { get; } = new("", "v1", "events", "Event");

    /// <summary>ConfigMaps.</summary>
    public static ApiResource ConfigMaps { get; } = new("", "v1", "configmaps", "ConfigMap");

    /// <summary>Secrets.</summary>
    public static ApiResource Secrets { get; } = new("", "v1", "secrets", "Secret");

    /// <summary>Service accounts.</summary>
    public static ApiResource ServiceAccounts { get; } = new("", "v1", "serviceaccounts", "ServiceAccount");

    /// <summary>Namespaces.</summary>
    public static ApiResource Namespaces { get; } = new("", "v1", "namespaces", "Namespace", Namespaced: false);

    /// <summary>Nodes.</summary>
    public static ApiResource Nodes { get; } = new("", "v1", "nodes", "Node", Namespaced: false);

    /// <summary>Deployments.</summary>
    public static ApiResource Deployments { get; } = new("apps", "v1", "deployments", "Deployment");

    /// <summary>ReplicaSets.</summary>
    public static ApiResource ReplicaSets { get; } = new("apps", "v1", "replicasets", "ReplicaSet");

    /// <summary>StatefulSets.</summary>
    public static ApiResource StatefulSets { get; } = new("apps", "v1", "statefulsets", "StatefulSet");

    /// <summary>DaemonSets.</summary>
    public static ApiResource DaemonSets { get; } = new("apps", "v1", "daemonsets", "DaemonSet");

    /// <summary>Replication controllers.</summary>
    public static ApiResource ReplicationControllers { get; } = new("", "v1", "replicationcontrollers", "ReplicationController");

    /// <summary>Jobs.</summary>
    public static ApiResource Jobs { get; } = new("batch", "v1", "jobs", "Job");

    /// <summary>Ingresses.</summary>
    public static ApiResource Ingresses { get; } = new("networking.k8s.io", "v1", "ingresses", "Ingress");

    /// <summary>Ingress classes.</summary>
    public static ApiResource IngressClasses { get; } = new("networking.k8s.io", "v1", "ingressclasses", "IngressClass", Namespaced: false);

    /// <summary>Cluster roles.</summary>
    public static ApiResource ClusterRoles { get; } = new("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", Namespaced: false);

    /// <summary>Cluster role bindings.</summary>
    public static ApiResource ClusterRoleBindings { get; } = new("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding", Namespaced: false);

    /// <summary>Validating admission webhooks (served at v1 since 1.16).</summary>
    public static ApiResource ValidatingWebhooks { get; } =
        new("admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration", Namespaced: false);
}
