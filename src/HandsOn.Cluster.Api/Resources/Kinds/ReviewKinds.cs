using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A question to the API server in the shape of an object: the server answers it at once and never stores it.</summary>
internal abstract class ReviewKind(GroupResource resource, string kind, bool namespaced = false) : ResourceDefinition
{
    private static readonly string[] CreateOnly = ["create"];

    public override ResourceNames Names { get; } = new(resource, "v1", kind, namespaced);

    public override IReadOnlyList<string> Verbs => CreateOnly;
}

/// <summary>A TokenReview (pkg/registry/authentication/tokenreview/storage.go).</summary>
internal sealed class TokenReviewKind() : ReviewKind(Resource, "TokenReview")
{
    public static readonly GroupResource Resource = new("authentication.k8s.io", "tokenreviews");

    public override string Description => "A TokenReview asks whose token a token is.";
}

/// <summary>A SelfSubjectReview (pkg/registry/authentication/selfsubjectreview/rest.go).</summary>
internal sealed class SelfSubjectReviewKind() : ReviewKind(Resource, "SelfSubjectReview")
{
    public static readonly GroupResource Resource = new("authentication.k8s.io", "selfsubjectreviews");

    public override string Description => "A SelfSubjectReview asks the API server for the user as whom it sees the one who asks.";
}

/// <summary>A SubjectAccessReview (pkg/registry/authorization/subjectaccessreview/rest.go).</summary>
internal sealed class SubjectAccessReviewKind() : ReviewKind(Resource, "SubjectAccessReview")
{
    public static readonly GroupResource Resource = new("authorization.k8s.io", "subjectaccessreviews");

    public override string Description => "A SubjectAccessReview asks whether a user or a group may do something.";
}

/// <summary>A SelfSubjectAccessReview (pkg/registry/authorization/selfsubjectaccessreview/rest.go).</summary>
internal sealed class SelfSubjectAccessReviewKind() : ReviewKind(Resource, "SelfSubjectAccessReview")
{
    public static readonly GroupResource Resource = new("authorization.k8s.io", "selfsubjectaccessreviews");

    public override string Description => "A SelfSubjectAccessReview asks whether the one who asks may do something.";
}

/// <summary>A SelfSubjectRulesReview (pkg/registry/authorization/selfsubjectrulesreview/rest.go).</summary>
internal sealed class SelfSubjectRulesReviewKind() : ReviewKind(Resource, "SelfSubjectRulesReview")
{
    public static readonly GroupResource Resource = new("authorization.k8s.io", "selfsubjectrulesreviews");

    public override string Description => "A SelfSubjectRulesReview asks for all that the one who asks may do in a namespace.";
}

/// <summary>A LocalSubjectAccessReview (pkg/registry/authorization/localsubjectaccessreview/rest.go).</summary>
internal sealed class LocalSubjectAccessReviewKind() : ReviewKind(Resource, "LocalSubjectAccessReview", namespaced: true)
{
    public static readonly GroupResource Resource = new("authorization.k8s.io", "localsubjectaccessreviews");

    public override string Description => "A LocalSubjectAccessReview asks whether a user or a group may do something in one namespace.";

    public override IReadOnlyList<DefaultAccess> DefaultAccess => [UserFacingRole.Admin.May("create", "")];
}
