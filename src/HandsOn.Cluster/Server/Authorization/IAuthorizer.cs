namespace HandsOn.Cluster.Server.Authorization;

/// <summary>What somebody wants to do, as authorization sees it.</summary>
/// <param name="Path">The path of a request that is for no resource (<c>/healthz</c>); empty for resource requests.</param>
internal sealed record AccessAttributes(
    UserInfo User, string Verb, string Group, string Resource, string Subresource, string Namespace, string Name, string Path = "")
{
    public static AccessAttributes Of(RequestContext request) => new(
        request.User, request.Verb, request.Version.Group, request.Definition.Names.Plural, request.Subresource, request.Namespace, request.Name);
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
