using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources.Kinds;

namespace HandsOn.Cluster.Api.Authorization;

/// <summary>What somebody wants to do, as authorization sees it.</summary>
/// <param name="Path">The path of a request that is for no resource (<c>/healthz</c>); empty for resource requests.</param>
internal sealed record AccessAttributes(
    UserInfo User, string Verb, string Group, string Resource, string Subresource, string Namespace, string Name, string Path = "")
{
    public static AccessAttributes Of(RequestContext request)
    {
        // A path that creates has no name yet; a namespace lies in itself.
        var name = request is { Verb: "create", Subresource: "" } ? "" : request.Name;
        var scope = request.Resource == NamespaceKind.Resource ? name : request.Namespace;
        return new(request.User, request.Verb, request.Version.Group, request.Definition.Names.Plural, request.Subresource, scope, name);
    }
}

/// <summary>Says whether somebody may do something.</summary>
internal interface IAuthorizer
{
    /// <summary>Whether it is allowed, and why (or why not, where there is something to say).</summary>
    (bool Allowed, string Reason) Authorize(AccessAttributes access);
}

/// <summary>Allows everything: for tests of parts that authorization is no part of.</summary>
internal sealed class AllowAll : IAuthorizer
{
    public (bool Allowed, string Reason) Authorize(AccessAttributes access) => (true, "");
}
