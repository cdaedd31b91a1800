using FluentAssertions;
using HandsOn.Cluster.Api.Authorization;
using HandsOn.Cluster.Api.Authorization.Bootstrap;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server.Authorization;

[TestFixture]
public sealed class AccessReviewsTests
{
    [Test]
    public void The_rules_of_an_administrator_are_those_of_all_its_groups()
    {
        using var store = new ObjectStore();
        foreach (var (resource, item) in BootstrapPolicy.Objects) store.Create(resource, item);
        var rbac = new RbacAuthorizer(store);
        var admin = new UserInfo("kubernetes-admin", ["system:masters", "system:authenticated"]);

        var status = new AccessReviews(rbac, rbac).ReviewRules(admin, JsonMap.Of(("spec", JsonMap.Of(("namespace", "default"))))).Map("status");

        Texts(status, "resourceRules", "resources").Should().BeEquivalentTo("*", "selfsubjectreviews", "selfsubjectaccessreviews", "selfsubjectrulesreviews");
        Texts(status, "nonResourceRules", "nonResourceURLs").Should().Contain(["*", "/openapi", "/version"]).And.ContainSingle(url => url == "*");
    }

    private static IEnumerable<string> Texts(JsonMap status, string rules, string member) =>
        status.List(rules).Maps().SelectMany(rule => rule.List(member).Strings());
}
