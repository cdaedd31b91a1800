using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Authentication;

/// <summary>
/// <c>serviceaccounts/token</c> and TokenReview (pkg/registry/core/serviceaccount/storage/token.go,
/// pkg/registry/authentication/tokenreview/storage.go).
/// </summary>
internal sealed class TokenRequests(ServiceAccountTokens tokens, ObjectStore store)
{
    private const long ShortestSeconds = 600;
    private const long LongestSeconds = 1L << 32;
    private const long DefaultSeconds = 3600;

    /// <summary>Issues a token for a service account.</summary>
    /// <exception cref="StatusException">404: no such account, or no such object to bind to. 409: it is another object. 422: a duration out of range.</exception>
    public JsonMap Create(string @namespace, string account, JsonMap request)
    {
        var owner = store.Find(ServiceAccountKind.Resource, new ObjectKey(@namespace, account))
            ?? throw StatusErrors.NotFound(ServiceAccountKind.Resource, account);
        var spec = request.Map("spec");
        var seconds = spec.Long("expirationSeconds") ?? DefaultSeconds;
        Validate(account, seconds);
        var bound = spec["boundObjectRef"] is JsonMap reference ? Bound(@namespace, reference) : null;
        var audiences = spec.List("audiences").Strings().ToList();
        var (token, expires) = tokens.Issue(owner, TimeSpan.FromSeconds(seconds), audiences, bound);
        return JsonMap.Of(
            ("kind", "TokenRequest"), ("apiVersion", "authentication.k8s.io/v1"),
            ("metadata", JsonMap.Of(("name", account), ("namespace", @namespace), ("creationTimestamp", request.String("metadata", "creationTimestamp")))),
            ("spec", JsonMap.Of(
                ("audiences", JsonList.From(audiences.Count == 0 ? [ServiceAccountTokens.Issuer] : audiences)),
                ("expirationSeconds", seconds), ("boundObjectRef", spec["boundObjectRef"]))),
            ("status", JsonMap.Of(("token", token), ("expirationTimestamp", Timestamps.Format(expires)))));
    }

    /// <summary>Says who a token stands for.</summary>
    public JsonMap Review(JsonMap review)
    {
        var audiences = review.List("spec", "audiences").Strings().ToList();
        var user = tokens.Verify(review.String("spec", "token") ?? "", audiences);
        if (user is null)
            return review.With("status", JsonMap.Of(("user", JsonMap.Empty), ("error", "[invalid bearer token]")));
        var about = JsonMap.Of(
            ("username", user.Name), ("uid", user.Uid), ("groups", JsonList.From(user.Groups)),
            ("extra", user.Extra.Count == 0 ? null : JsonMap.From(user.Extra.Select(e => KeyValuePair.Create(e.Key, (object?)JsonList.From(e.Value))))));
        return review.With("status", JsonMap.Of(
            ("authenticated", true), ("user", about), ("audiences", JsonList.From(audiences.Count == 0 ? [ServiceAccountTokens.Issuer] : audiences))));
    }

    private static void Validate(string account, long seconds)
    {
        var errors = new FieldErrors();
        var path = FieldPath.Root("spec").Child("expirationSeconds");
        if (seconds < ShortestSeconds) errors.Invalid(path, seconds, "may not specify a duration less than 10 minutes");
        if (seconds > LongestSeconds) errors.Invalid(path, seconds, "may not specify a duration larger than 2^32 seconds");
        if (errors.Count > 0) throw StatusErrors.Invalid(new("authentication.k8s.io", "TokenRequest"), "", errors);
    }

    private KubeObject Bound(string @namespace, JsonMap reference)
    {
        var resource = reference.String("kind") switch
        {
            "Pod" => PodKind.Resource,
            "Secret" => SecretKind.Resource,
            var kind => throw StatusErrors.BadRequest($"cannot bind token for serviceaccount to object of type {reference.String("apiVersion")}, Kind={kind}"),
        };
        var name = reference.String("name") ?? "";
        var found = store.Find(resource, new ObjectKey(@namespace, name)) ?? throw StatusErrors.NotFound(resource, name);
        if (reference.String("uid") is { Length: > 0 } uid && uid != found.Uid)
            throw StatusErrors.Conflict(resource, name, $"the UID in the bound object reference ({uid}) does not match the UID in record. The object might have been deleted and then recreated");
        return found;
    }
}
