using FluentAssertions;
using HandsOn.Cluster.Api.Authorization;
using HandsOn.Cluster.Api.Authorization.Bootstrap;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server.Authorization;

[TestFixture]
public sealed class RbacAuthorizerTests
{
    private ObjectStore store = null!;
    private RbacAuthorizer authorizer = null!;

    [SetUp]
    public void GivenTheBootstrapPolicy()
    {
        store = new ObjectStore();
        foreach (var (resource, item) in BootstrapPolicy.Objects) store.Create(resource, item);
        authorizer = new RbacAuthorizer(store);
    }

    [TearDown]
    public void Close() => store.Dispose();

    [TestCase("system:anonymous", "system:unauthenticated", "get", "", "pods", ExpectedResult = false)]
    [TestCase("alice", "system:authenticated", "create", "authorization.k8s.io", "selfsubjectaccessreviews", ExpectedResult = true)]
    [TestCase("alice", "system:authenticated", "list", "", "pods", ExpectedResult = false)]
    [TestCase("admin", "system:masters", "delete", "", "nodes", ExpectedResult = true)]
    [TestCase("system:kube-scheduler", "system:authenticated", "create", "", "pods/binding", ExpectedResult = true)]
    [TestCase("system:kube-scheduler", "system:authenticated", "create", "", "pods", ExpectedResult = false)]
    [TestCase("system:serviceaccount:kube-system:deployment-controller", "system:serviceaccounts", "create", "apps", "replicasets", ExpectedResult = true)]
    [TestCase("system:serviceaccount:kube-system:deployment-controller", "system:serviceaccounts", "create", "", "pods", ExpectedResult = false)]
    [TestCase("system:node:n1", "system:nodes", "update", "", "pods/status", ExpectedResult = true)]
    public bool Authorize_BootstrapPolicy_AllowsWhatTheRoleSays(string user, string group, string verb, string apiGroup, string resource)
    {
        var parts = resource.Split('/', 2);
        var access = new AccessAttributes(new UserInfo(user, [group]), verb, apiGroup, parts[0], parts.ElementAtOrDefault(1) ?? "", "default", "");
        return authorizer.Authorize(access).Allowed;
    }

    [TestCase("/healthz", ExpectedResult = true)]
    [TestCase("/openapi/v3", ExpectedResult = false)]
    [TestCase("/metrics", ExpectedResult = false)]
    public bool Authorize_AnonymousOnPath_MayOnlySeeHealthAndVersion(string path) =>
        authorizer.Authorize(new AccessAttributes(UserInfo.Anonymous, "get", "", "", "", "", "", path)).Allowed;

    [Test]
    public void Authorize_RoleBindingAddedLater_AllowsInItsNamespaceOnly()
    {
        Authorize("alice", "shop").Allowed.Should().BeFalse();
        store.Create(RoleBindingKind.Resource, KubeObject.Parse("""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"view","namespace":"shop"},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"view"},
             "subjects":[{"kind":"User","name":"alice"}]}
            """));

        Authorize("alice", "shop").Allowed.Should().BeTrue();
        Authorize("alice", "bank").Allowed.Should().BeFalse();
    }

    [Test]
    public void Authorize_BindingToAMissingRole_NamesTheRole()
    {
        store.Create(ClusterRoleBindingKind.Resource, KubeObject.Parse("""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"x"},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"gone"},
             "subjects":[{"kind":"User","name":"alice"}]}
            """));

        Authorize("alice", "shop").Reason.Should().Be("RBAC: clusterrole.rbac.authorization.k8s.io \"gone\" not found");
    }

    private (bool Allowed, string Reason) Authorize(string user, string @namespace) =>
        authorizer.Authorize(new AccessAttributes(new UserInfo(user, []), "list", "", "pods", "", @namespace, ""));
}
