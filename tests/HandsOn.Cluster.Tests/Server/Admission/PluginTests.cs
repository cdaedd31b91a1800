using FluentAssertions;
using HandsOn.Cluster.Api.Admission.Plugins;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server.Admission;

[TestFixture]
public sealed class PluginTests
{
    private AdmissionFixture cluster = null!;

    [SetUp]
    public void GivenThePlugins() => cluster = new AdmissionFixture(context =>
    [
        new NamespaceLifecycle(context.Store), new PriorityAdmission(context.Store),
        new ServiceAccountAdmission(context.Store, context.Time, context.Random, context.Minor), new DefaultTolerationSeconds(), new DefaultIngressClass(context.Store),
    ]);

    [TearDown]
    public void Close() => cluster.Dispose();

    [Test]
    public async Task Create_InAMissingNamespace_IsNotFound()
    {
        var create = () => cluster.CreateAsync(ConfigMapKind.Resource, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x","namespace":"gone"}}""");
        (await create.Should().ThrowAsync<StatusException>()).WithMessage("namespaces \"gone\" not found").Which.Code.Should().Be(404);
    }

    [Test]
    public async Task Create_InATerminatingNamespace_IsForbiddenWithItsCause()
    {
        var shop = cluster.Client.Get(NamespaceKind.Resource, "", "shop");
        cluster.Store.Update(NamespaceKind.Resource, shop.SetIn("2026-01-01T00:00:00Z", "metadata", "deletionTimestamp"), shop);

        var create = () => cluster.CreateAsync(ConfigMapKind.Resource, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x","namespace":"shop"}}""");

        var refused = (await create.Should().ThrowAsync<StatusException>()).Which;
        refused.Message.Should().Be("configmaps \"x\" is forbidden: unable to create new content in namespace shop because it is being terminated");
        refused.Details!.List("causes").Maps().Single().String("reason").Should().Be("NamespaceTerminating");
    }

    [Test]
    public async Task Delete_KubeSystem_IsForbidden()
    {
        cluster.Store.Create(NamespaceKind.Resource, KubeObject.Parse("""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"kube-system"}}"""));
        var delete = async () => await cluster.Client.DeleteAsync(NamespaceKind.Resource, "", "kube-system");
        (await delete.Should().ThrowAsync<StatusException>()).WithMessage("namespaces \"kube-system\" is forbidden: this namespace may not be deleted");
    }

    [Test]
    public async Task CreatePod_WithAccount_MountsItsTokenIntoEveryContainer()
    {
        GivenAccount("default");
        var pod = await cluster.CreatePodAsync();

        pod.Spec.String("serviceAccountName").Should().Be("default");
        var volume = pod.Spec.List("volumes").Maps().Single().String("name")!;
        volume.Should().StartWith("kube-api-access-");
        pod.Spec.List("containers").Maps().Single().List("volumeMounts").Maps().Single().String("name").Should().Be(volume);
    }

    [Test]
    public async Task CreatePod_WithoutAutomount_MountsNothing()
    {
        GivenAccount("default", ""","automountServiceAccountToken":false""");
        (await cluster.CreatePodAsync()).Spec.List("volumes").Should().BeEmpty();
    }

    [Test]
    public async Task CreatePod_UnknownAccount_IsForbidden()
    {
        var create = () => cluster.CreatePodAsync(""","serviceAccountName":"ghost" """);
        (await create.Should().ThrowAsync<StatusException>())
            .WithMessage("pods \"p\" is forbidden: error looking up service account shop/ghost: serviceaccount \"ghost\" not found");
    }

    [Test]
    public async Task CreatePod_BeforeTheDefaultAccountIsThere_WaitsForIt()
    {
        var creating = cluster.CreatePodAsync();
        creating.IsCompleted.Should().BeFalse();
        GivenAccount("default");

        (await creating).Spec.String("serviceAccountName").Should().Be("default");
    }

    [Test]
    public async Task CreatePod_DefaultAccountNeverComes_IsForbiddenAfterAWhile()
    {
        var creating = cluster.CreatePodAsync();
        cluster.Time.Advance(TimeSpan.FromSeconds(2));

        await creating.Invoking(c => c).Should().ThrowAsync<StatusException>();
    }

    [Test]
    public async Task CreatePod_TolerationsOfItsOwn_AreKept()
    {
        GivenAccount("default");
        var pod = await cluster.CreatePodAsync(""","tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":5}]""");

        pod.Spec.List("tolerations").Maps().Select(t => (t.String("key"), t.Long("tolerationSeconds")))
            .Should().Equal(("node.kubernetes.io/not-ready", 5), ("node.kubernetes.io/unreachable", 300));
    }

    [Test]
    public async Task CreatePod_PriorityClass_GivesThePriority()
    {
        GivenAccount("default");
        await cluster.CreateAsync(new("scheduling.k8s.io", "priorityclasses"), """{"apiVersion":"scheduling.k8s.io/v1","kind":"PriorityClass","metadata":{"name":"high"},"value":7}""");

        (await cluster.CreatePodAsync(""","priorityClassName":"high" """)).Spec.Long("priority").Should().Be(7);
    }

    [Test]
    public async Task CreatePod_UnknownPriorityClass_IsForbidden()
    {
        GivenAccount("default");
        var create = () => cluster.CreatePodAsync(""","priorityClassName":"high" """);
        (await create.Should().ThrowAsync<StatusException>()).WithMessage("pods \"p\" is forbidden: no PriorityClass with name high was found");
    }

    [TestCase("true", "nginx")]
    [TestCase("false", null)]
    public async Task CreateIngress_WithoutClass_GetsTheDefaultOne(string isDefault, string? expected)
    {
        await cluster.CreateAsync(IngressClassKind.Resource, $$$"""
            {"apiVersion":"networking.k8s.io/v1","kind":"IngressClass","metadata":{"name":"nginx",
             "annotations":{"ingressclass.kubernetes.io/is-default-class":"{{{isDefault}}}"}},"spec":{"controller":"k8s.io/ingress-nginx"}}
            """);
        var ingress = await cluster.CreateAsync(IngressKind.Resource, """
            {"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"i","namespace":"shop"},
             "spec":{"defaultBackend":{"service":{"name":"s","port":{"number":80}}}}}
            """);

        ingress.Spec.String("ingressClassName").Should().Be(expected);
    }

    private void GivenAccount(string name, string more = "") => cluster.Store.Create(ServiceAccountKind.Resource, KubeObject.Parse(
        $$$"""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"{{{name}}}","namespace":"shop","uid":"u"}{{{more}}}}"""));
}
