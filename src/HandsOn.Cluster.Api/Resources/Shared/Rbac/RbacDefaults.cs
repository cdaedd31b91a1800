using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Shared.Rbac;

/// <summary>What roles and bindings leave out (pkg/apis/rbac/v1/defaults.go).</summary>
internal static class RbacDefaults
{
    public const string Group = "rbac.authorization.k8s.io";

    private static readonly DefaultMembers RoleRef = new(("apiGroup", Group));
    private static readonly DefaultMembers UserOrGroup = new(("apiGroup", Group));

    /// <summary>A role's rules are written even where there are none.</summary>
    public static JsonMap FillRole(JsonMap item) => item.NullWhereEmpty("rules");

    public static JsonMap FillBinding(JsonMap item) => item.ChangeOrAdd("roleRef", RoleRef.Fill).ChangeEach("subjects", FillSubject);

    private static JsonMap FillSubject(JsonMap subject) =>
        subject.String("kind") is "User" or "Group" ? UserOrGroup.Fill(subject) : subject;
}
