using FluentAssertions;
using HandsOn.Cluster.Api.Authorization;
using HandsOn.Cluster.Api.Storage;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server.Authorization;

/// <summary>Who may do what, by the roles that every cluster has and by some of one's own.</summary>
[TestFixture]
public sealed class RbacTableTests
{
    private const string Aggregator = "kube-system:clusterrole-aggregation-controller";

    private readonly ObjectStore store = new();

    [OneTimeSetUp]
    public void Given_the_policy() => store.FillWithPolicy();

    [OneTimeTearDown]
    public void Close() => store.Dispose();

    // view
    [TestCase("ann", "get", "pods", "shop", ExpectedResult = true)]
    [TestCase("ann", "watch", "pods", "shop", ExpectedResult = true)]
    [TestCase("ann", "get", "pods/log", "shop", ExpectedResult = true)]
    [TestCase("ann", "get", "apps deployments/status", "shop", ExpectedResult = true)]
    [TestCase("ann", "list", "networking.k8s.io ingresses", "shop", ExpectedResult = true)]
    [TestCase("ann", "get", "secrets", "shop", ExpectedResult = false)]
    [TestCase("ann", "create", "pods", "shop", ExpectedResult = false)]
    [TestCase("ann", "create", "pods/exec", "shop", ExpectedResult = false)]
    [TestCase("ann", "get", "pods", "bank", ExpectedResult = false)]
    [TestCase("ann", "list", "pods", "", ExpectedResult = false)]
    [TestCase("ann", "get", "rbac.authorization.k8s.io roles", "shop", ExpectedResult = false)]
    // edit, which has what view has
    [TestCase("ed", "get", "pods/log", "shop", ExpectedResult = true)]
    [TestCase("ed", "get", "secrets", "shop", ExpectedResult = true)]
    [TestCase("ed", "create", "pods/exec", "shop", ExpectedResult = true)]
    [TestCase("ed", "patch", "apps deployments/scale", "shop", ExpectedResult = true)]
    [TestCase("ed", "deletecollection", "batch jobs", "shop", ExpectedResult = true)]
    [TestCase("ed", "create", "serviceaccounts/token", "shop", ExpectedResult = true)]
    [TestCase("ed", "update", "resourcequotas", "shop", ExpectedResult = false)]
    [TestCase("ed", "create", "rbac.authorization.k8s.io rolebindings", "shop", ExpectedResult = false)]
    [TestCase("ed", "delete", "namespaces", "shop", ExpectedResult = false)]
    // admin, which has what edit has
    [TestCase("adam", "get", "pods/log", "shop", ExpectedResult = true)]
    [TestCase("adam", "create", "pods/exec", "shop", ExpectedResult = true)]
    [TestCase("adam", "create", "rbac.authorization.k8s.io roles", "shop", ExpectedResult = true)]
    [TestCase("adam", "bind", "rbac.authorization.k8s.io clusterroles", "shop", ExpectedResult = false)]
    [TestCase("adam", "escalate", "rbac.authorization.k8s.io roles", "shop", ExpectedResult = false)]
    [TestCase("adam", "create", "authorization.k8s.io localsubjectaccessreviews", "shop", ExpectedResult = true)]
    [TestCase("adam", "get", "rbac.authorization.k8s.io clusterroles", "", ExpectedResult = false)]
    [TestCase("adam", "get", "nodes", "", ExpectedResult = false)]
    // cluster-admin
    [TestCase("carl", "escalate", "rbac.authorization.k8s.io clusterroles", "", ExpectedResult = true)]
    [TestCase("carl", "delete", "nodes", "", ExpectedResult = true)]
    [TestCase("carl", "frobnicate", "example.com widgets/spin", "bank", ExpectedResult = true)]
    // groups and service accounts
    [TestCase("olga@ops", "list", "pods", "", ExpectedResult = true)]
    [TestCase("olga@ops", "get", "nodes", "", ExpectedResult = false)]
    [TestCase("olga@dev", "list", "pods", "", ExpectedResult = false)]
    [TestCase("shop:robot", "create", "apps deployments", "shop", ExpectedResult = true)]
    [TestCase("shop:robot", "create", "apps deployments", "bank", ExpectedResult = false)]
    [TestCase("bank:robot", "create", "apps deployments", "shop", ExpectedResult = false)]
    // names and subresources of every resource
    [TestCase("rita", "get", "secrets mine", "bank", ExpectedResult = true)]
    [TestCase("rita", "get", "secrets other", "bank", ExpectedResult = false)]
    [TestCase("rita", "list", "secrets", "bank", ExpectedResult = false)]
    [TestCase("rita", "update", "apps statefulsets/scale", "bank", ExpectedResult = true)]
    [TestCase("rita", "update", "apps statefulsets", "bank", ExpectedResult = false)]
    [TestCase("eva", "escalate", "rbac.authorization.k8s.io clusterroles tame", "", ExpectedResult = true)]
    [TestCase("eva", "escalate", "rbac.authorization.k8s.io clusterroles wild", "", ExpectedResult = false)]
    // controllers
    [TestCase(Aggregator, "escalate", "rbac.authorization.k8s.io clusterroles", "", ExpectedResult = true)]
    [TestCase(Aggregator, "create", "rbac.authorization.k8s.io clusterroles", "", ExpectedResult = false)]
    [TestCase("kube-system:namespace-controller", "deletecollection", "example.com widgets", "shop", ExpectedResult = true)]
    [TestCase("kube-system:bootstrap-signer", "update", "configmaps cluster-info", "kube-public", ExpectedResult = true)]
    [TestCase("kube-system:bootstrap-signer", "list", "secrets", "kube-system", ExpectedResult = true)]
    [TestCase("kube-system:token-cleaner", "delete", "secrets", "kube-system", ExpectedResult = true)]
    [TestCase("kube-system:token-cleaner", "delete", "secrets", "shop", ExpectedResult = false)]
    public bool May(string who, string verb, string what, string @namespace)
    {
        var words = what.Split(' ').ToList();
        if (words[0].All(c => c != '.') && words[0] is not ("apps" or "batch")) words.Insert(0, "");
        var resource = words[1].Split('/');
        var access = new AccessAttributes(
            RbacWorld.Named(who), verb, words[0], resource[0], resource.ElementAtOrDefault(1) ?? "", @namespace,
            words.ElementAtOrDefault(2) ?? "");
        return new RbacAuthorizer(store).Authorize(access).Allowed;
    }

    [TestCase("rita", "/logs/kubelet.log", ExpectedResult = true)]
    [TestCase("rita", "/logs", ExpectedResult = false)]
    [TestCase("rita", "/metrics", ExpectedResult = false)]
    [TestCase("rita", "/openapi/v3", ExpectedResult = true)]
    [TestCase("carl", "/metrics", ExpectedResult = true)]
    public bool May_get_the_path(string who, string path) =>
        new RbacAuthorizer(store).Authorize(new AccessAttributes(RbacWorld.Named(who), "get", "", "", "", "", "", path)).Allowed;
}
