using FluentAssertions;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Resources;

public class GenerationTests
{
    private const string Deployment =
        "{'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': {'name': 'd'}, 'spec': {'selector': {'matchLabels': {'a': 'b'}}, 'template': {'metadata': {'labels': {'a': 'b'}}, 'spec': {'containers': [{'name': 'c', 'image': 'i'}]}}}}";

    [TestCase("spec.replicas", "", 2)]
    [TestCase("metadata.annotations.x", "", 2)]
    [TestCase("metadata.labels.x", "", 1)]
    [TestCase("metadata.annotations.x", "status", 1)]
    public void The_generation_counts_what_controllers_act_upon(string path, string subresource, long expected)
    {
        using var cluster = new TestKinds();
        var item = cluster.Create(Deployment);

        var changed = cluster.Change(item, d => d.SetIn(path == "spec.replicas" ? 3 : "v", path.Split('.')), subresource);

        changed.Generation.Should().Be(expected);
    }

    [Test]
    public void A_DaemonSet_counts_the_changes_of_its_template_in_an_annotation()
    {
        const string counter = "deprecated.daemonset.template.generation";
        using var cluster = new TestKinds();
        var item = cluster.Create(Deployment.Replace("Deployment", "DaemonSet", StringComparison.Ordinal));
        item.Annotations[counter].Should().Be("1");

        item = cluster.Change(item, d => d.SetIn(5, "spec", "minReadySeconds"));
        item.Annotations[counter].Should().Be("1");
        item = cluster.Change(item, d => d.SetIn(JsonMap.Of(("a", "b"), ("c", "d")), "spec", "template", "metadata", "labels"));

        item.Annotations[counter].Should().Be("2");
    }

    [Test]
    public void A_namespace_loses_its_finalizer_through_finalize_alone()
    {
        using var cluster = new TestKinds();
        var item = cluster.Create("{'apiVersion': 'v1', 'kind': 'Namespace', 'metadata': {'name': 'n'}}");
        item.Spec.List("finalizers").Should().Equal("kubernetes");

        item = cluster.Change(item, n => n.SetIn(JsonList.Empty, "spec", "finalizers"));
        item.Spec.List("finalizers").Should().Equal("kubernetes");
        item = cluster.Change(item, n => n.SetIn(JsonList.Empty, "spec", "finalizers"), "finalize");

        item.Spec.List("finalizers").Should().BeEmpty();
    }
}
