using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
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

    private RbacIndex(long revision) => Revision = revision;

    /// <summary>The revision of the newest role or binding in it.</summary>
    public long Revision { get; }

    /// <summary>The revision of the last change to any role or binding.</summary>
    public static long LatestChange(ObjectStore store) => Sources.Max(store.LastChange);

    public static RbacIndex Build(ObjectStore store)
    {
        var index = new RbacIndex(LatestChange(store));
        var roles = new Dictionary<(string Namespace, string Name), PolicyRule[]>();
        foreach (var resource in new[] { RoleKind.Resource, ClusterRoleKind.Resource })
            foreach (var role in store.Snapshot(resource).Objects())
                roles[(role.Namespace, role.Name)] = [.. role.Root.List("rules").Maps().Select(r => new PolicyRule(r))];
        foreach (var resource in new[] { RoleBindingKind.Resource, ClusterRoleBindingKind.Resource })
            foreach (var binding in store.Snapshot(resource).Objects())
                index.Add(binding, roles);
        return index;
    }

    /// <summary>The grants of a user and of its groups.</summary>
    public IEnumerable<Grant> Of(UserInfo user)
    {
        if (bySubject.TryGetValue(UserKey(user.Name), out var own))
            foreach (var grant in own) yield return grant;
        foreach (var group in user.Groups)
        {
            if (!bySubject.TryGetValue(GroupKey(group), out var shared)) continue;
            foreach (var grant in shared) yield return grant;
        }
    }

    private void Add(KubeObject binding, Dictionary<(string Namespace, string Name), PolicyRule[]> roles)
    {
        var reference = binding.Root.Map("roleRef");
        var isClusterRole = reference.String("kind") == "ClusterRole";
        var name = reference.String("name") ?? "";
        var found = roles.GetValueOrDefault((isClusterRole ? "" : binding.Namespace, name));
        var grant = new Grant(binding.Namespace, found ?? [], found is null ? $"{(isClusterRole ? "clusterrole" : "role")}.rbac.authorization.k8s.io \"{name}\" not found" : "");
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

/// <summary>What one binding gives: its rules, in one namespace or (where it is empty) everywhere.</summary>
/// <param name="Missing">The complaint about a role that does not exist; empty where it does.</param>
internal sealed record Grant(string Namespace, IReadOnlyList<PolicyRule> Rules, string Missing);
