using FluentAssertions;
using HandsOn.E2E.Manifests;
using HandsOn.E2E.Tests.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Manifests;

public sealed class ManifestImagesTests
{
    [Test]
    public void Images_are_found_wherever_a_pod_is_described_each_once() => ManifestImages.Of("""
        kind: Pod
        spec: {containers: [{image: "a:1"}, {name: without}], initContainers: [{image: "b:1"}]}
        ---
        kind: CronJob
        spec: {jobTemplate: {spec: {template: {spec: {containers: [{image: "c:1"}, {image: "a:1"}]}}}}}
        ---
        kind: List
        items: [{kind: Deployment, spec: {template: {spec: {containers: [{image: "d:1"}]}}}}]
        ---
        kind: ConfigMap
        data: {image: "no image", containers: "no containers"}
        """, "m.yaml").Select(i => $"{i.Name} {i.Place}").Should().Equal("a:1 m.yaml:2", "b:1 m.yaml:2", "c:1 m.yaml:5", "d:1 m.yaml:8");

    [TestCase("")]
    [TestCase("a: [")]
    [TestCase("- a\n- b\n")]
    public void What_is_no_manifest_names_none(string text) => ManifestImages.Of(text, "m.yaml").Should().BeEmpty();

    [Test]
    public void A_folder_names_those_of_all_its_manifests() => ManifestImages.OfFolder(Fixtures.Path("guestbook")).Select(i => $"{i.Name} {i.Place}").Should().Equal(
        "us-docker.pkg.dev/google-samples/containers/gke/gb-frontend:v5 frontend-deployment.yaml:19",
        "us-docker.pkg.dev/google-samples/containers/gke/gb-redis-follower:v2 redis-follower-deployment.yaml:22",
        "docker.io/redis:6.0.5 redis-leader-deployment.yaml:22");
}
