using FluentAssertions;
using HandsOn.Cluster.Api.Authorization;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server.Authorization;

[TestFixture]
public sealed class PolicyRuleTests
{
    [TestCase("pods", "pods", "", true)]
    [TestCase("pods", "pods", "log", false)]
    [TestCase("pods/log", "pods", "log", true)]
    [TestCase("pods/log", "pods", "", false)]
    [TestCase("*/scale", "deployments", "scale", true)]
    [TestCase("*/scale", "deployments", "status", false)]
    [TestCase("pods/*", "pods", "log", false)]
    [TestCase("*", "pods", "exec", true)]
    public void Allows_ResourceAndSubresource_FollowsTheRealRule(string allowed, string resource, string subresource, bool expected)
    {
        var rule = new PolicyRule(JsonMap.Of(("verbs", JsonList.Of("get")), ("apiGroups", JsonList.Of("*")), ("resources", JsonList.Of(allowed))));

        rule.Allows(new AccessAttributes(UserInfo.Anonymous, "get", "", resource, subresource, "ns", "")).Should().Be(expected);
    }

    [TestCase("a", true)]
    [TestCase("b", false)]
    [TestCase("", false)]
    public void Allows_ResourceNames_DemandsTheName(string name, bool expected)
    {
        var rule = new PolicyRule(JsonMap.Of(
            ("verbs", JsonList.Of("get")), ("apiGroups", JsonList.Of("")), ("resources", JsonList.Of("secrets")), ("resourceNames", JsonList.Of("a"))));

        rule.Allows(new AccessAttributes(UserInfo.Anonymous, "get", "", "secrets", "", "ns", name)).Should().Be(expected);
    }
}
