using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Authorization;

/// <summary>The roles and bindings of one moment, arranged by subject: what a request has to be held against.</summary>
internal sealed class RbacIndex
{
    private static readonly GroupResource[] Sources =
        [RoleKind.Resource, ClusterRoleKind.Resource, RoleBindingKind.Resource, ClusterRoleBindingKind.Resource];

    private readonly Dictionary<string, List<Grant>> bySubject = new(StringComparer.Ordinal);
    private readonly Dictionary<RoleReference, PolicyRule[]> roles = [];

    private RbacIndex(long revision) => Revision = revision;

    /// <summary>The revision of the newest role or binding in it.</summary>
    public long Revision { get; }

    /// <summary>The revision of the last change to any role or binding.</summary>
    public static long LatestChange(ObjectStore store) => Sources.Max(store.LastChange);

    public static RbacIndex Build(ObjectStore store)
    {
        var index = new RbacIndex(LatestChange(store));
        foreach (var resource in new[] { RoleKind.Resource, ClusterRoleKind.Resource })
            foreach (var role in store.Snapshot(resource).Objects())
                index.roles[new(resource, role.Key)] = PolicyRule.Of(role);
        foreach (var resource in new[] { RoleBindingKind.Resource, ClusterRoleBindingKind.Resource })
            foreach (var binding in store.Snapshot(resource).Objects())
                index.Add(binding);
        return index;
    }

    /// <summary>The rules of a role; null where there is no such role.</summary>
    public IReadOnlyList<PolicyRule>? Find(RoleReference role) => roles.GetValueOrDefault(role);

    /// <summary>The grants of a user and of its groups that hold in a namespace; those that hold everywhere where it is empty.</summary>
    public IEnumerable<Grant> Of(UserInfo user, string @namespace)
    {
        if (bySubject.TryGetValue(UserKey(user.Name), out var own))
            foreach (var grant in own)
                if (grant.HoldsIn(@namespace)) yield return grant;
        foreach (var group in user.Groups)
        {
            if (!bySubject.TryGetValue(GroupKey(group), out var shared)) continue;
            foreach (var grant in shared)
                if (grant.HoldsIn(@namespace)) yield return grant;
        }
    }

    private void Add(KubeObject binding)
    {
        var role = RoleReference.Of(binding, binding.Namespace);
        var grant = new Grant(binding.Key, role, Find(role));
        foreach (var subject in binding.Root.List("subjects").Maps())
        {
            var key = Key(subject, binding.Namespace);
            if (!bySubject.TryGetValue(key, out var grants)) bySubject[key] = grants = [];
            grants.Add(grant);
        }
    }

    private static string Key(JsonMap subject, string bindingNamespace) => subject.String("kind") switch
    {
        "ServiceAccount" => UserKey($"system:serviceaccount:{subject.String("namespace") ?? bindingNamespace}:{subject.String("name")}"),
        "Group" => GroupKey(subject.String("name") ?? ""),
        _ => UserKey(subject.String("name") ?? ""),
    };

    private static string UserKey(string name) => "u:" + name;

    private static string GroupKey(string name) => "g:" + name;
}

/// <summary>One binding as one of its subjects has it: it holds in the binding's namespace, or everywhere where that has none.</summary>
/// <param name="Binding">The binding.</param>
/// <param name="Role">The role that it refers to.</param>
/// <param name="Rules">The role's rules; null where the role does not exist.</param>
internal sealed record Grant(ObjectKey Binding, RoleReference Role, IReadOnlyList<PolicyRule>? Rules)
{
    public bool HoldsIn(string @namespace) => Binding.Namespace.Length == 0 || Binding.Namespace == @namespace;
}
