using HandsOn.Cluster.Api.Requests;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Authorization;

/// <summary>
/// Answers the questions behind <c>kubectl auth can-i</c>: SelfSubjectAccessReview, SubjectAccessReview,
/// LocalSubjectAccessReview and SelfSubjectRulesReview (pkg/registry/authorization). Nothing of them is stored.
/// </summary>
internal sealed class AccessReviews(IAuthorizer authorizer, RbacAuthorizer? rbac)
{
    /// <summary>May the asking user do this?</summary>
    public JsonMap ReviewSelf(UserInfo asking, JsonMap review) => Answer(review, asking, "");

    /// <summary>May that user do this? With a namespace: in that namespace only.</summary>
    /// <exception cref="StatusException">422: neither user nor group is named, or the namespace is another one.</exception>
    public JsonMap Review(JsonMap review, string @namespace, string kind)
    {
        var spec = review.Map("spec");
        var errors = new FieldErrors();
        var path = FieldPath.Root("spec");
        if (spec.String("user") is null or "" && spec.List("groups").Count == 0) errors.Required(path.Child("user"), "at least one of user or group must be specified");
        if (@namespace.Length > 0 && spec.String("resourceAttributes", "namespace") != @namespace)
            errors.Invalid(path.Child("resourceAttributes").Child("namespace"), spec.String("resourceAttributes", "namespace") ?? "", $"must match metadata.namespace: {@namespace}");
        if (errors.Count > 0) throw StatusErrors.Invalid(new("authorization.k8s.io", kind), "", errors);
        var user = new UserInfo(spec.String("user") ?? "", [.. spec.List("groups").Strings()]) { Uid = spec.String("uid") ?? "" };
        return Answer(review, user, kind);
    }

    /// <summary>What the asking user may do in a namespace.</summary>
    public JsonMap ReviewRules(UserInfo asking, JsonMap review)
    {
        var @namespace = review.String("spec", "namespace") ?? "";
        if (rbac is null) return RulesStatus(review, JsonList.Of(ResourceRule(["*"], ["*"], ["*"], [])), JsonList.Of(UrlRule(["*"], ["*"])));
        var rules = rbac.Current().Of(asking, @namespace).SelectMany(g => g.Rules ?? []).ToList();
        return RulesStatus(
            review,
            JsonList.From(rules.Where(r => r.Resources.Count > 0).Select(r => ResourceRule(r.Verbs, r.Groups, r.Resources, r.Names))),
            JsonList.From(rules.Where(r => r.Paths.Count > 0).Select(r => UrlRule(r.Verbs, r.Paths))));
    }

    private JsonMap Answer(JsonMap review, UserInfo user, string kind)
    {
        var access = Attributes(review.Map("spec"), user, kind);
        var (allowed, reason) = authorizer.Authorize(access);
        return review.With("status", JsonMap.Of(("allowed", allowed), ("reason", reason.Length == 0 ? null : reason)));
    }

    private static AccessAttributes Attributes(JsonMap spec, UserInfo user, string kind)
    {
        if (spec["nonResourceAttributes"] is JsonMap url)
            return new AccessAttributes(user, url.String("verb") ?? "", "", "", "", "", "", url.String("path") ?? "");
        if (spec["resourceAttributes"] is not JsonMap resource)
        {
            var errors = new FieldErrors();
            errors.Invalid(FieldPath.Root("spec").Child("resourceAttributes"), null, "exactly one of nonResourceAttributes or resourceAttributes must be specified");
            throw StatusErrors.Invalid(new("authorization.k8s.io", kind.Length == 0 ? "SelfSubjectAccessReview" : kind), "", errors);
        }
        return new AccessAttributes(
            user, resource.String("verb") ?? "", resource.String("group") ?? "", resource.String("resource") ?? "", resource.String("subresource") ?? "",
            resource.String("namespace") ?? "", resource.String("name") ?? "");
    }

    private static JsonMap RulesStatus(JsonMap review, JsonList resources, JsonList urls) =>
        review.With("status", JsonMap.Of(("resourceRules", resources), ("nonResourceRules", urls), ("incomplete", false)));

    private static JsonMap ResourceRule(IEnumerable<string> verbs, IEnumerable<string> groups, IEnumerable<string> resources, IReadOnlyCollection<string> names) => JsonMap.Of(
        ("verbs", verbs), ("apiGroups", groups), ("resources", resources), ("resourceNames", names.Count == 0 ? null : names));

    private static JsonMap UrlRule(IEnumerable<string> verbs, IEnumerable<string> paths) => JsonMap.Of(("verbs", verbs), ("nonResourceURLs", paths));
}
