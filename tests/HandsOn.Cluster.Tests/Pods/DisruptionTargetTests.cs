using FluentAssertions;
using HandsOn.Cluster.Api.Pods;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Pods;

public sealed class DisruptionTargetTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void An_older_condition_of_the_type_is_replaced_in_its_place_and_keeps_its_time_of_transition()
    {
        var pod = Pod("""
            {"type":"DisruptionTarget","status":"True","lastTransitionTime":"2026-12-01T11:00:00Z","reason":"DeletionByTaintManager"},
            {"type":"Ready","status":"True","lastTransitionTime":"2026-12-01T10:00:00Z"}
            """);

        Conditions(DisruptionTarget.Eviction.Mark(pod, Now, 36)).Should().Equal(
            """{"type":"DisruptionTarget","observedGeneration":3,"status":"True","lastProbeTime":null,"lastTransitionTime":"2026-12-01T11:00:00Z","reason":"EvictionByEvictionAPI","message":"Eviction API: evicting"}""",
            """{"type":"Ready","status":"True","lastTransitionTime":"2026-12-01T10:00:00Z"}""");
    }

    [Test]
    public void A_condition_that_was_false_gets_a_new_time_of_transition() =>
        Conditions(DisruptionTarget.LostNode.Mark(Pod("""{"type":"DisruptionTarget","status":"False","lastTransitionTime":"2026-12-01T11:00:00Z"}"""), Now, 36))
            .Single().Should().Contain("\"lastTransitionTime\":\"2026-12-01T12:00:00Z\"");

    [TestCase(33, false)]
    [TestCase(34, true)]
    public void The_generation_that_it_is_about_is_there_from_1_34_on(int minor, bool isThere) =>
        Conditions(DisruptionTarget.Taint.Mark(Pod(""), Now, minor)).Single().Contains("observedGeneration").Should().Be(isThere);

    [Test]
    public void A_pod_that_has_it_already_and_a_minor_without_it_change_nothing()
    {
        var marked = DisruptionTarget.Taint.Mark(Pod(""), Now, 36);

        DisruptionTarget.Taint.Mark(marked, Now.AddHours(1), 36).Should().BeSameAs(marked);
        DisruptionTarget.Taint.Mark(marked, Now, 25).Should().BeSameAs(marked);
    }

    private static KubeObject Pod(string conditions) => KubeObject.Parse(
        $$$"""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"ns","generation":3},"status":{"conditions":[{{{conditions}}}]}}""");

    private static IEnumerable<string> Conditions(KubeObject pod) => pod.Status.List("conditions").Maps().Select(c => JsonText.ToString(c));
}
