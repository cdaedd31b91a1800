using FluentAssertions;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.RealClusters.K3s.Releases;
using HandsOn.E2E.Versions;
using HandsOn.Kubernetes.Versions;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.K3s.Releases;

public sealed class K3sReleasesTests
{
    [TestCase("1.36", "docker.io/rancher/k3s:v1.36.5-k3s1", 36)]
    [TestCase("v1.36", "docker.io/rancher/k3s:v1.36.5-k3s1", 36)]
    [TestCase("1.25", "docker.io/rancher/k3s:v1.25.16-k3s4", 25)]
    [TestCase("v1.36.5+k3s1", "docker.io/rancher/k3s:v1.36.5-k3s1", 36)]
    [TestCase("v1.36.5-k3s1", "docker.io/rancher/k3s:v1.36.5-k3s1", 36)]
    [TestCase("1.36.5+k3s1", "docker.io/rancher/k3s:v1.36.5-k3s1", 36)]
    [TestCase("1.30.14", "docker.io/rancher/k3s:v1.30.14-k3s2", 30)]
    [TestCase("1.30.9", "docker.io/rancher/k3s:v1.30.9-k3s1", 30)]
    [TestCase("v1.38.0-rc1-k3s1", "docker.io/rancher/k3s:v1.38.0-rc1-k3s1", 38)]
    [TestCase("registry.example.com:5000/mirror/k3s:v1.35.1-k3s2", "registry.example.com:5000/mirror/k3s:v1.35.1-k3s2", 35)]
    public void A_minor_a_release_and_an_image_are_understood(string said, string image, int minor)
    {
        var release = K3sReleases.Default.Choose(new() { Release = said });

        (release.Image, release.Minor.Number).Should().Be((image, minor));
    }

    [Test]
    public void Nothing_said_is_the_newest_minor_that_is_supported()
    {
        K3sReleases.Default.Choose(new()).Minor.Should().Be(K3sReleases.Default.Newest);
        K3sReleases.Default.Choose(new() { Minor = new(20) }).Image.Should().Be("docker.io/rancher/k3s:v1.20.15-k3s1");
    }

    [Test]
    public void There_is_one_for_every_minor_that_the_project_knows() =>
        K3sReleases.Default.Minors.Should().Equal(KubernetesRelease.All.Select(r => new KubernetesMinor(r.Minor)).Where(m => m.Number >= 20).Order());

    [TestCase("1.32.8+k3s1", false)]
    [TestCase("1.32.9+k3s1", true)]
    [TestCase("1.33.0+k3s1", true)]
    [TestCase("1.28.15+k3s1", false)]
    public void Its_containerd_decides_about_old_manifests(string said, bool refuses) => K3sReleases.Default.Choose(new() { Release = said }).RefusesSchema1.Should().Be(refuses);

    [TestCase("1.34", false)]
    [TestCase("1.35", true)]
    public void Its_kubelet_decides_about_old_cgroups(string said, bool refuses) => K3sReleases.Default.Choose(new() { Release = said }).RefusesCgroup1.Should().Be(refuses);

    [TestCase("latest", "\"latest\" is no release of k3s; write it as 1.36, v1.36.5+k3s1 or docker.io/rancher/k3s:v1.36.5-k3s1")]
    [TestCase("1.99", "there is no k3s of Kubernetes 1.99 in the table of releases, which has 1.20 to 1.37; a release can be named itself, as v1.99.0+k3s1")]
    [TestCase("rancher/k3s", "the image rancher/k3s does not say by its tag which Kubernetes is in it; its tag must begin like v1.36.5")]
    [TestCase("rancher/k3s:latest", "the image rancher/k3s:latest does not say by its tag which Kubernetes is in it; its tag must begin like v1.36.5")]
    [TestCase("example.com:5000/k3s", "the image example.com:5000/k3s does not say by its tag which Kubernetes is in it; its tag must begin like v1.36.5")]
    public void What_is_none_gets_one_sentence(string said, string sentence) =>
        FluentActions.Invoking(() => K3sReleases.Default.Choose(new() { Release = said })).Should().Throw<ClusterException>().WithMessage(sentence);
}
