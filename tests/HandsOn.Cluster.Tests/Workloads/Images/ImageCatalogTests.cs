using FluentAssertions;
using HandsOn.Workloads.Catalog;
using HandsOn.Workloads.Images;
using HandsOn.Workloads.Pause;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Workloads.Images;

public sealed class ImageCatalogTests
{
    [TestCase("redis", "docker.io/library/redis:latest")]
    [TestCase("docker.io/redis:6.0.5", "docker.io/library/redis:6.0.5")]
    [TestCase("curlimages/curl:8.5.0", "docker.io/curlimages/curl:8.5.0")]
    [TestCase("localhost:5000/app", "localhost:5000/app:latest")]
    [TestCase("registry.k8s.io/pause:3.10@sha256:abc", "registry.k8s.io/pause@sha256:abc")]
    [TestCase("UPPER/x", null)]
    [TestCase("x:", null)]
    public void Names_are_normalised_as_containerd_does(string image, string? expected) =>
        ImageReference.Parse(image)?.ToString().Should().Be(expected);

    [TestCase("redis:6.0.5")]
    [TestCase("busybox")]
    [TestCase("busybox:1.36")]
    [TestCase("registry.k8s.io/pause:3.10")]
    [TestCase("registry.k8s.io/e2e-test-images/agnhost:2.53")]
    [TestCase("nginx:1.27-alpine")]
    public void Known_tags_can_be_pulled(string image) => new ImageCatalog().Pull(image).Image!.IsVerified.Should().BeTrue();

    [TestCase("redis:6.0.5-nope_")]
    [TestCase("busybox:doesnotexist")]
    public void Tags_that_never_were_are_not_found(string image)
    {
        var name = ImageReference.Parse(image);

        new ImageCatalog().Pull(image).Error.Should().Be(
            $"rpc error: code = NotFound desc = failed to pull and unpack image \"{name}\": failed to resolve reference \"{name}\": {name}: not found");
    }

    [Test]
    public void Schema_1_images_run_until_containerd_2_1_refuses_them()
    {
        new ImageCatalog(21).Pull("k8s.gcr.io/redis:e2e").Image.Should().NotBeNull();
        new ImageCatalog(36).Pull("k8s.gcr.io/redis:e2e").Error.Should().Contain("is no longer supported since containerd v2.1");
    }

    [Test]
    public void An_unknown_image_runs_unverified() => new ImageCatalog().Pull("example.com/team/app:v1").Image!.IsVerified.Should().BeFalse();

    [Test]
    public void A_users_own_image_goes_before_the_known_ones()
    {
        var images = new ImageCatalog();
        images.Map("nginx:mine", () => new PauseProgram());

        images.Pull("docker.io/library/nginx:mine").Image!.Program().Should().BeOfType<PauseProgram>();
    }
}
