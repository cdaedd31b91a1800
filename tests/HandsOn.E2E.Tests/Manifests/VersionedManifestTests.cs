using FluentAssertions;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Manifests;
using HandsOn.E2E.Scopes;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Versions;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Manifests;

public sealed class VersionedManifestTests
{
    [Test]
    public void Every_minor_from_1_20_to_1_37_has_an_ingress_nginx([Range(20, 37)] int minor)
    {
        var text = VersionedManifest.Render(Fixtures.Path("ingress-nginx"), new KubernetesMinor(minor));

        var documents = YamlFile.Parse(text, "deploy.yaml");
        documents.Should().HaveCount(minor >= 22 ? 19 : 18, "IngressClass came with controller 1.0");
        text.Should().NotContain("${").And.Contain(minor >= 22 ? "admissionregistration.k8s.io/v1\n" : "admissionregistration.k8s.io/v1beta1\n");
    }

    [TestCase(21, "0.34.1")]
    [TestCase(22, "1.4.0")]
    [TestCase(31, "1.15.1")]
    public void The_controller_is_one_that_supports_the_minor(int minor, string version) =>
        VersionedManifest.Render(Fixtures.Path("ingress-nginx"), new KubernetesMinor(minor)).Should().Contain($"controller:v{version}");

    [Test]
    public void On_a_cluster_that_others_use_its_class_controller_and_webhook_have_names_of_their_own([Values(21, 36)] int minor)
    {
        var scope = new SharedScope("x", 1, Catalogs.Small);
        var here = VersionedManifest.Render(Fixtures.Path("ingress-nginx"), new KubernetesMinor(minor), scope);
        var whole = VersionedManifest.Render(Fixtures.Path("ingress-nginx"), new KubernetesMinor(minor));

        var differing = here.Split('\n').Except(whole.Split('\n')).Select(l => l.Trim());
        differing.Should().BeEquivalentTo(minor < 22
            ? ["- --ingress-class=nginx-handson-x-1", "- --webhook-name=ingress-nginx-admission-handson-x-1", "name: ingress-nginx-admission-handson-x-1"]
            : new[]
            {
                "- --controller-class=k8s.io/ingress-nginx-handson-x-1", "- --ingress-class=nginx-handson-x-1", "- --webhook-name=ingress-nginx-admission-handson-x-1",
                "name: nginx-handson-x-1", "controller: k8s.io/ingress-nginx-handson-x-1", "name: ingress-nginx-admission-handson-x-1",
            });
    }

    [Test]
    public void A_minor_that_the_table_does_not_know_is_said_with_the_tables_name()
    {
        var render = () => VersionedManifest.Render(Fixtures.Path("ingress-nginx"), new KubernetesMinor(15));

        render.Should().Throw<ManifestException>().WithMessage("*versions.yaml: there is no entry for Kubernetes 1.15");
    }
}
