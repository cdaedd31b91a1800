using FluentAssertions;
using HandsOn.Cluster.Api.Admission.Plugins;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server.Admission;

/// <summary>Until 1.20 a pod mounts the Secret that its account names.</summary>
[TestFixture]
public sealed class TokenSecretTests
{
    private AdmissionFixture cluster = null!;

    [SetUp]
    public void GivenThePluginOf120() =>
        cluster = new AdmissionFixture(context => [new ServiceAccountAdmission(context.Store, context.Time, context.Random, context.Minor)], minor: 20);

    [TearDown]
    public void Close() => cluster.Dispose();

    [Test]
    public async Task CreatePod_AccountNamesATokenSecret_MountsIt()
    {
        GivenAccount("""[{"name":"pull-me"},{"name":"default-token-abcde"}]""");
        GivenSecret("pull-me", "kubernetes.io/dockercfg");
        GivenSecret("default-token-abcde", "kubernetes.io/service-account-token");

        var pod = await cluster.CreatePodAsync();

        var volume = pod.Spec.List("volumes").Maps().Single();
        (volume.String("name"), volume.String("secret", "secretName"), volume.Long("secret", "defaultMode")).Should().Be(("default-token-abcde", "default-token-abcde", 420));
        pod.Spec.List("containers").Maps().Single().List("volumeMounts").Maps().Single().String("mountPath").Should().Be("/var/run/secrets/kubernetes.io/serviceaccount");
    }

    [Test]
    public async Task CreatePod_AccountNamesNoTokenSecret_IsToBeTriedAgain()
    {
        GivenAccount("[]");

        var create = () => cluster.CreatePodAsync();

        var refused = (await create.Should().ThrowAsync<StatusException>()).Which;
        (refused.Code, refused.Reason).Should().Be((500, "ServerTimeout"));
        refused.Message.Should().Be("No API token found for service account \"default\", retry after the token is automatically created and added to the service account");
        refused.Details!.Long("retryAfterSeconds").Should().Be(1);
    }

    private void GivenAccount(string secrets) => cluster.Store.Create(ServiceAccountKind.Resource, KubeObject.Parse(
        $$$"""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"default","namespace":"shop","uid":"u"},"secrets":{{{secrets}}} }"""));

    private void GivenSecret(string name, string type) => cluster.Store.Create(SecretKind.Resource, KubeObject.Parse(
        $$$"""{"apiVersion":"v1","kind":"Secret","type":"{{{type}}}","metadata":{"name":"{{{name}}}","namespace":"shop","annotations":{"kubernetes.io/service-account.name":"default"} } }"""));
}
