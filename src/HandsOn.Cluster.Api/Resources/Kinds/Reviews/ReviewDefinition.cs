namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A question to the API server in the shape of an object: it is answered at once and never stored.</summary>
internal sealed class ReviewDefinition(string group, string kind, bool namespaced = false) : ResourceDefinition
{
    private static readonly IReadOnlyList<string> CreateOnly = ["create"];

    public override ResourceNames Names { get; } = new(new(group, kind.ToLowerInvariant() + "s"), "v1", kind, namespaced);

    public override IReadOnlyList<string> Verbs => CreateOnly;
}

/// <summary>The reviews that the server answers.</summary>
internal static class ReviewDefinitions
{
    public const string AuthenticationGroup = "authentication.k8s.io";
    public const string AuthorizationGroup = "authorization.k8s.io";

    public static readonly ResourceDefinition TokenReview = new ReviewDefinition(AuthenticationGroup, "TokenReview");
    public static readonly ResourceDefinition SelfSubjectReview = new ReviewDefinition(AuthenticationGroup, "SelfSubjectReview");
    public static readonly ResourceDefinition SubjectAccessReview = new ReviewDefinition(AuthorizationGroup, "SubjectAccessReview");
    public static readonly ResourceDefinition SelfSubjectAccessReview = new ReviewDefinition(AuthorizationGroup, "SelfSubjectAccessReview");
    public static readonly ResourceDefinition SelfSubjectRulesReview = new ReviewDefinition(AuthorizationGroup, "SelfSubjectRulesReview");
    public static readonly ResourceDefinition LocalSubjectAccessReview = new ReviewDefinition(AuthorizationGroup, "LocalSubjectAccessReview", namespaced: true);

    public static IReadOnlyList<ResourceDefinition> All { get; } =
        [TokenReview, SelfSubjectReview, SubjectAccessReview, SelfSubjectAccessReview, SelfSubjectRulesReview, LocalSubjectAccessReview];
}
