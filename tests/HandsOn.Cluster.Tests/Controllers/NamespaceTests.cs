using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Controllers;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Controllers;

public class NamespaceTests : ControllerTest
{
    private protected override ControllerOptions Options { get; } = Patient with { Tokens = new FakeTokens() };

    [Test]
    public async Task A_namespace_gets_its_default_service_account_and_the_root_certificate_and_gets_them_back()
    {
        await Cluster.Client.DeleteAsync(ServiceAccountKind.Resource, "ns", "default");
        await Cluster.Client.DeleteAsync(ConfigMapKind.Resource, "ns", "kube-root-ca.crt");
        await Cluster.SettledAsync();

        Cluster.Get(ServiceAccountKind.Resource, "default").Should().NotBeNull();
        Cluster.Get(ConfigMapKind.Resource, "kube-root-ca.crt").Root.Map("data").String("ca.crt").Should().Be("-----BEGIN CERTIFICATE-----");
    }

    [Test]
    public async Task A_deleted_namespace_waits_for_its_pods_and_leaves_nothing()
    {
        await Cluster.CreateAsync(DeploymentKind.Resource, TestCluster.Deployment("d", 2));
        await Cluster.CreateAsync(ServiceKind.Resource, TestCluster.Service("d"));
        await Kubelet.RunAsync();

        await Cluster.Client.DeleteAsync(NamespaceKind.Resource, "", "ns");
        await Cluster.SettledAsync();
        var item = Cluster.Get(NamespaceKind.Resource, "ns", "");
        item.Status.String("phase").Should().Be("Terminating");
        item.Condition("NamespaceContentRemaining")!.String("message").Should().Contain("pods. has ");
        Cluster.List(ServiceKind.Resource).Should().HaveCount(1, "pods go first");

        await Kubelet.RunAsync();
        Cluster.Client.Find(NamespaceKind.Resource, "", "ns").Should().BeNull();
        Cluster.Server.Catalog.All.Where(d => d.IsDeletable() && d.Names.Namespaced && d.Names.Plural != "events")
            .SelectMany(d => Cluster.List(d.Names.Resource)).Should().BeEmpty();
    }

    [Test]
    public async Task A_finalizer_in_it_holds_the_namespace_and_is_named()
    {
        await Cluster.CreateAsync(ConfigMapKind.Resource, """{"metadata":{"name":"m","finalizers":["example.com/hold"]}}""");
        await Cluster.Client.DeleteAsync(NamespaceKind.Resource, "", "ns");
        await Cluster.SettledAsync();

        Cluster.Get(NamespaceKind.Resource, "ns", "").Condition("NamespaceFinalizersRemaining")!.String("message").Should().Be(
            "Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances");
        await Cluster.ChangeAsync(ConfigMapKind.Resource, "m", m => m.RemoveIn("metadata", "finalizers"));
        Cluster.Client.Find(NamespaceKind.Resource, "", "ns").Should().BeNull();
    }

    [Test]
    public async Task A_token_secret_is_filled_and_goes_with_its_account()
    {
        await Cluster.CreateAsync(ServiceAccountKind.Resource, """{"metadata":{"name":"bot"}}""");
        await Cluster.CreateAsync(SecretKind.Resource,
            """{"metadata":{"name":"t","annotations":{"kubernetes.io/service-account.name":"bot"}},"type":"kubernetes.io/service-account-token"}""");
        await Cluster.SettledAsync();

        var secret = Cluster.Get(SecretKind.Resource, "t");
        Convert.FromBase64String(secret.Root.String("data", "token")!).Should().Equal("token-of-bot"u8.ToArray());
        Convert.FromBase64String(secret.Root.String("data", "namespace")!).Should().Equal("ns"u8.ToArray());
        await Cluster.Client.DeleteAsync(ServiceAccountKind.Resource, "ns", "bot");
        await Cluster.SettledAsync();
        Cluster.Client.Find(SecretKind.Resource, "ns", "t").Should().BeNull();
    }

    [Test]
    public async Task Before_1_24_an_account_gets_a_token_Secret_names_it_and_gets_another_when_it_goes()
    {
        await using var old = await TestCluster.StartAsync(minor: 23, options: Options);
        var first = NamedSecret();
        first.Should().MatchRegex("^default-token-[bcdfghjklmnpqrstvwxz2456789]{5}$");
        Convert.FromBase64String(old.Get(SecretKind.Resource, first).Root.String("data", "token")!).Should().Equal("token-of-default"u8.ToArray());

        await old.Client.DeleteAsync(SecretKind.Resource, "ns", first);
        await old.SettledAsync();
        NamedSecret().Should().NotBe(first);
        old.List(SecretKind.Resource).Should().HaveCount(1);

        string NamedSecret() => old.Get(ServiceAccountKind.Resource, "default").Root.List("secrets").Maps().Single().String("name")!;
    }

    [Test]
    public void From_1_24_on_an_account_gets_no_Secret()
    {
        Cluster.Get(ServiceAccountKind.Resource, "default").Root.ContainsKey("secrets").Should().BeFalse();
        Cluster.List(SecretKind.Resource).Should().BeEmpty();
    }

    [Test]
    public async Task Events_expire_an_hour_after_their_last_repeat()
    {
        await Cluster.CreateAsync(ReplicaSetKind.Resource, TestCluster.ReplicaSet("w", 1));
        await Cluster.SettledAsync();
        await Cluster.AdvanceAsync(TimeSpan.FromMinutes(59));
        Cluster.Events("w").Should().HaveCount(1);
        await Cluster.AdvanceAsync(TimeSpan.FromMinutes(1));
        Cluster.Events("w").Should().BeEmpty();
    }

    [Test]
    public async Task Pods_of_a_node_that_is_gone_fail_and_go_after_a_quarantine()
    {
        await Cluster.CreateAsync(ReplicaSetKind.Resource, TestCluster.ReplicaSet("w", 1));
        await Kubelet.RunAsync();
        var pod = Cluster.Pods.Single();
        await Cluster.Client.DeleteAsync(NodeKind.Resource, "", "node1");
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(39));
        Cluster.Pods.Should().ContainSingle(p => p.Uid == pod.Uid);
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        Cluster.Pods.Should().ContainSingle(p => p.Uid != pod.Uid);
    }

    private sealed class FakeTokens : IServiceAccountTokens
    {
        public string Sign(string @namespace, string name, string uid, string secretName) => $"token-of-{name}";
    }
}
