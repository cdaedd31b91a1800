using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Scopes.Adapting;

/// <summary>What keeps an object without a namespace from concerning people who have nothing to do with the run.</summary>
internal static class Confinement
{
    // Whatever they are called, they concern everybody.
    private static readonly HashSet<string> Unconfined =
    [
        "CustomResourceDefinition", "APIService", "Node", "CSIDriver", "CSINode", "FlowSchema", "PriorityLevelConfiguration",
        "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding",
    ];

    private static readonly string[] Defaults = ["ingressclass.kubernetes.io/is-default-class", "storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class"];

    /// <exception cref="ScopeException">It cannot be confined.</exception>
    public static void Demand(JsonMap manifest, GroupVersionKind kind)
    {
        if (Unconfined.Contains(kind.Kind))
            throw new ScopeException($"{kind.Kind} {manifest.String("metadata", "name")} would concern everybody who uses this cluster; it needs a cluster of its own");
    }

    /// <summary>Without what would make the object everybody's default, or add its rules to everybody's roles.</summary>
    public static JsonMap WithoutDefaults(JsonMap manifest)
    {
        var confined = Defaults.Where(d => manifest.At("metadata", "annotations", d) is not null).Aggregate(manifest.Without("globalDefault"), (m, d) => m.RemoveIn("metadata", "annotations", d));
        return confined.Map("metadata", "labels").Keys.Where(l => l.StartsWith("rbac.authorization.k8s.io/aggregate-to-", StringComparison.Ordinal))
            .Aggregate(confined, (m, label) => m.RemoveIn("metadata", "labels", label));
    }
}
