using HandsOn.Cluster.Api.Authentication;
using HandsOn.Cluster.Api.Authorization;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Server.Http.Bodies;
using HandsOn.Cluster.Server.Http.Handlers;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Reviews;

/// <summary>Everything that is asked about who may do what, and about who is who.</summary>
internal sealed class AccessHandlers(BodyDecoder decoder, AccessReviews reviews, TokenRequests tokens)
{
    public void AddTo(HandlerTable handlers)
    {
        Add(handlers, SelfSubjectAccessReviewKind.Resource, (call, review) => reviews.ReviewSelf(call.Request.User, review));
        Add(handlers, SubjectAccessReviewKind.Resource, (_, review) => reviews.Review(review, "", "SubjectAccessReview"));
        Add(handlers, LocalSubjectAccessReviewKind.Resource, (call, review) => reviews.Review(review, call.Request.Namespace, "LocalSubjectAccessReview"));
        Add(handlers, SelfSubjectRulesReviewKind.Resource, (call, review) => reviews.ReviewRules(call.Request.User, review));
        Add(handlers, SelfSubjectReviewKind.Resource, (call, review) => review.With("status", JsonMap.Of(("userInfo", About(call.Request.User)))));
        Add(handlers, TokenReviewKind.Resource, (_, review) => tokens.Review(review));
        handlers.With(ServiceAccountKind.Resource, "token", new TokenRequestHandler(decoder, tokens));
    }

    private void Add(HandlerTable handlers, GroupResource review, Func<ApiCall, JsonMap, JsonMap> answer) =>
        handlers.With(review, "", new ReviewHandler(decoder, answer));

    private static JsonMap About(UserInfo user) => JsonMap.Of(
        ("username", user.Name), ("uid", user.Uid.Length == 0 ? null : user.Uid), ("groups", JsonList.From(user.Groups)),
        ("extra", user.Extra.Count == 0 ? null : JsonMap.From(user.Extra.Select(e => KeyValuePair.Create(e.Key, (object?)JsonList.From(e.Value))))));
}
