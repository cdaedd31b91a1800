using FluentAssertions;
using HandsOn.Cluster.Api.Authentication;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using HandsOn.Testing;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server.Authentication;

[TestFixture]
public sealed class ServiceAccountTokensTests
{
    private readonly ManualTimeProvider time = new();
    private ObjectStore store = null!;
    private ServiceAccountTokens tokens = null!;
    private KubeObject account = null!;
    private KubeObject pod = null!;

    [SetUp]
    public void GivenAnAccountAndAPod()
    {
        store = new ObjectStore();
        tokens = new ServiceAccountTokens(store, time, new SeededRandomSource(1));
        account = store.Create(ServiceAccountKind.Resource, KubeObject.Parse("""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"robot","namespace":"shop","uid":"u1"}}"""));
        pod = store.Create(PodKind.Resource, KubeObject.Parse("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"shop","uid":"u2"},"spec":{"nodeName":"n1"}}"""));
    }

    [TearDown]
    public void Close()
    {
        tokens.Dispose();
        store.Dispose();
    }

    [Test]
    public void Verify_FreshToken_IsTheServiceAccountOfThePod()
    {
        var user = tokens.Verify(Issue());

        user!.Name.Should().Be("system:serviceaccount:shop:robot");
        user.Groups.Should().Contain(["system:serviceaccounts", "system:serviceaccounts:shop", "system:authenticated"]);
        user.Extra["authentication.kubernetes.io/pod-name"].Should().Equal("p");
        user.Extra["authentication.kubernetes.io/node-name"].Should().Equal("n1");
    }

    [Test]
    public void Verify_AfterItsLifetime_IsNobody()
    {
        var token = Issue();
        time.Advance(TimeSpan.FromHours(1));
        tokens.Verify(token).Should().BeNull();
    }

    [Test]
    public void Verify_PodGone_IsNobody()
    {
        var token = Issue();
        store.Delete(PodKind.Resource, pod);
        tokens.Verify(token).Should().BeNull();
    }

    [Test]
    public void Verify_AccountMadeAnew_IsNobody()
    {
        var token = Issue();
        store.Delete(ServiceAccountKind.Resource, account);
        store.Create(ServiceAccountKind.Resource, account.SetIn("u9", "metadata", "uid"));
        tokens.Verify(token).Should().BeNull();
    }

    [Test]
    public void Verify_ForAnotherAudience_IsNobody() =>
        tokens.Verify(tokens.Issue(account, TimeSpan.FromHours(1), ["vault"]).Token).Should().BeNull();

    [TestCase(0, TestName = "Verify_TamperedHeader_IsNobody")]
    [TestCase(1, TestName = "Verify_TamperedClaims_IsNobody")]
    [TestCase(2, TestName = "Verify_TamperedSignature_IsNobody")]
    public void Tampered(int part)
    {
        var parts = Issue().Split('.');
        parts[part] = (parts[part][0] == 'A' ? 'B' : 'A') + parts[part][1..];
        tokens.Verify(string.Join('.', parts)).Should().BeNull();
    }

    private string Issue() => tokens.Issue(account, TimeSpan.FromHours(1), [], pod).Token;
}
