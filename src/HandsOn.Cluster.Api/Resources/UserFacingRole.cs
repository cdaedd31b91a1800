namespace HandsOn.Cluster.Api.Resources;

/// <summary>
/// A ClusterRole that every cluster has for people (plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go, viewRules, editRules).
/// What <see cref="View"/> gives, <see cref="Edit"/> gives, too, and what that gives, <see cref="Admin"/>.
/// </summary>
internal sealed class UserFacingRole
{
    private static readonly string[] ReadVerbs = ["get", "list", "watch"];
    private static readonly string[] WriteVerbs = ["create", "delete", "deletecollection", "patch", "update"];

    private readonly string name;

    private UserFacingRole(string name) => this.name = name;

    /// <summary>The role <c>view</c>: sees what does not lead to further rights.</summary>
    public static UserFacingRole View { get; } = new("view");

    /// <summary>The role <c>edit</c>: changes what belongs to applications, and sees their Secrets.</summary>
    public static UserFacingRole Edit { get; } = new("edit");

    /// <summary>The role <c>admin</c>: gives rights within a namespace.</summary>
    public static UserFacingRole Admin { get; } = new("admin");

    /// <summary>Access to get, list and watch.</summary>
    /// <param name="subresources">Names of subresources; <c>""</c> for the kind itself.</param>
    public DefaultAccess Reads(params string[] subresources) => new(name, ReadVerbs, subresources);

    /// <summary>Access to create, delete, deletecollection, patch and update.</summary>
    /// <inheritdoc cref="Reads" path="/param"/>
    public DefaultAccess Writes(params string[] subresources) => new(name, WriteVerbs, subresources);

    /// <summary>Access to all that <see cref="Reads"/> and <see cref="Writes"/> give.</summary>
    /// <inheritdoc cref="Reads" path="/param"/>
    public DefaultAccess ReadsAndWrites(params string[] subresources) => new(name, ResourceDefinition.StandardVerbs, subresources);

    /// <summary>Access to one verb.</summary>
    /// <param name="verb">The verb: <c>impersonate</c>, <c>create</c> ...</param>
    /// <param name="subresource">The name of the subresource; <c>""</c> for the kind itself.</param>
    public DefaultAccess May(string verb, string subresource) => new(name, [verb], [subresource]);
}
