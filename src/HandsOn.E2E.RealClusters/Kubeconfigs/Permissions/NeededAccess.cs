using HandsOn.E2E.Scopes;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.RealClusters.Kubeconfigs.Permissions;

/// <summary>What a run does in a cluster that others use.</summary>
internal static class NeededAccess
{
    private const string Rbac = "rbac.authorization.k8s.io";

    // Looked at in all namespaces: waits watch, and a diagnosis reads, whatever may be the cause.
    private static readonly (string Verbs, string Group, string Resources)[] Everywhere =
    [
        ("create get list watch delete", "", "namespaces"),
        ("list", "", "nodes events"),
        ("list watch", "", "pods services endpoints configmaps serviceaccounts"),
        ("list watch", "apps", "deployments replicasets"),
        ("list watch", "batch", "jobs"),
        ("list watch", "networking.k8s.io", "ingresses"),
        ("list", "networking.k8s.io", "ingressclasses"),
        ("list watch", "admissionregistration.k8s.io", "validatingwebhookconfigurations"),
    ];

    private static readonly (string Verbs, string Group, string Resources)[] InOwnNamespaces =
    [
        ("create get patch delete", "", "pods services configmaps"),
        ("update", "", "configmaps"),
        ("get", "", "pods/log endpoints serviceaccounts"),
        ("create get", "", "pods/exec pods/portforward"),
        ("create", "", "serviceaccounts/token"),
        ("create get patch delete", "apps", "deployments replicasets"),
        ("patch", "apps", "deployments/scale"),
        ("create get patch delete", "networking.k8s.io", "ingresses"),
    ];

    // What kubectl apply does with the objects of the ingress controller, and what taking them away does.
    private static readonly (string Verbs, string Group, string Resources)[] ForIngressNginx =
    [
        ("create get patch list delete", Rbac, "clusterroles clusterrolebindings"),
        ("create get patch list delete", "networking.k8s.io", "ingressclasses"),
        ("create get patch list delete", "admissionregistration.k8s.io", "validatingwebhookconfigurations"),
    ];

    private static readonly (string Verbs, string Group, string Resources)[] InNamespaceOfIngressNginx =
    [
        ("create get patch", "", "serviceaccounts configmaps services"),
        ("create get patch", Rbac, "roles rolebindings"),
        ("create get patch", "apps", "deployments"),
        ("create get patch", "batch", "jobs"),
    ];

    /// <summary>What every run does.</summary>
    /// <param name="namespace">The namespace of its first scenario.</param>
    public static IEnumerable<Access> Of(string @namespace) => Rows(Everywhere, "").Concat(Rows(InOwnNamespaces, @namespace));

    /// <summary>What a run does besides that installs an ingress controller.</summary>
    /// <param name="namespace">The namespace of the controller.</param>
    public static IEnumerable<Access> ToInstallIngress(string @namespace) => Rows(ForIngressNginx, "").Concat(Rows(InNamespaceOfIngressNginx, @namespace));

    /// <summary>With these, one may give rights that one does not have.</summary>
    public static IReadOnlyList<Access> ToGive { get; } = [new("escalate", Rbac, "clusterroles"), new("bind", Rbac, "clusterroles"), new("escalate", Rbac, "roles"), new("bind", Rbac, "roles")];

    /// <summary>What the roles of a manifest allow: who may not give rights freely must have them (pkg/registry/rbac/clusterrole/policybased).</summary>
    public static IEnumerable<Access> ThatRolesGive(IEnumerable<JsonMap> manifests, ClusterScope scope) =>
        from role in manifests
        where role.String("kind") is "ClusterRole" or "Role"
        let space = role.String("kind") == "Role" ? scope.NamespaceOf(role.String("metadata", "namespace") ?? ClusterScope.Default) : ""
        from rule in role.List("rules").Maps()
        from verb in rule.List("verbs").Strings()
        from @group in rule.List("apiGroups").Strings()
        from resource in rule.List("resources").Strings()
        from name in rule.List("resourceNames").Strings().DefaultIfEmpty("")
        select new Access(verb, @group, resource, space, name);

    private static IEnumerable<Access> Rows((string Verbs, string Group, string Resources)[] rows, string @namespace) =>
        rows.SelectMany(row => row.Resources.Split(' ').SelectMany(resource => row.Verbs.Split(' ').Select(verb => new Access(verb, row.Group, resource, @namespace))));
}
