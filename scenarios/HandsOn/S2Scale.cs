using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Waiting;
using HandsOn.Scenarios.Support;
using NUnit.Framework;

namespace HandsOn.Scenarios.HandsOn;

public sealed class S2Scale() : HandsOnScenario("スケールさせてみる")
{
    [TestCase(TestName = "2 スケールさせてみる - a second pod joins the first, in the same ReplicaSet and revision")]
    public async Task A_second_pod_joins_the_first_in_the_same_ReplicaSet_and_revision()
    {
        await BeginAsync();
        var older = (await FrontendPodsAsync()).Single();

        await FollowAsync("frontendのPodを2つに増やす");
        await FollowAsync("frontendのPodを2つに増やす");
        await UntilAsync(Expect.DeploymentReady("frontend"));
        var listed = await FollowAsync("pod数の確認");
        AtEndOfSection();

        await StepAsync("two ready pods, and the older one was not touched", async () =>
        {
            var pods = await FrontendPodsAsync();
            pods.Should().HaveCount(2).And.OnlyContain(p => Expect.IsReady(p));
            pods[0].Uid.Should().Be(older.Uid);
            pods[0].Status.List("containerStatuses").Maps().Single().Long("restartCount").Should().Be(0);
            pods.Select(p => p.Name).Should().OnlyContain(name => listed.Contains(name), "kubectl lists them");
        });
        await StepAsync("one ReplicaSet has both, and there is no new revision", async () =>
        {
            var set = (await FrontendReplicaSetsAsync()).Should().ContainSingle().Subject;
            set.Spec.Long("replicas").Should().Be(2);
            (await FrontendPodsAsync()).Should().OnlyContain(p => p.Controller!.Uid == set.Uid);
            RevisionOf(set).Should().Be("1");
            RevisionOf(await FrontendAsync()).Should().Be("1");
        });
    }
}
