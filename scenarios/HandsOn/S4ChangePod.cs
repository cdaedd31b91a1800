using FluentAssertions;
using HandsOn.E2E.Waiting;
using HandsOn.Scenarios.Support;
using NUnit.Framework;

namespace HandsOn.Scenarios.HandsOn;

public sealed class S4ChangePod() : HandsOnScenario("Podの設定を変えてみる")
{
    [TestCase(TestName = "4 Podの設定を変えてみる - a change of memory becomes revision 2, and rolling back makes revision 1 revision 3")]
    public async Task A_change_of_memory_becomes_revision_2_and_rolling_back_makes_revision_1_revision_3()
    {
        const string Change = "Podの変更が起こらないと履歴が記録されないため、試しにしようメモリを変更";
        await BeginAsync();
        var first = (await FrontendReplicaSetsAsync()).Single();

        await FollowAsync(Change);
        await FollowAsync(Change);
        await FollowAsync(Change);
        await UntilAsync(Expect.DeploymentReady("frontend"));
        await StepAsync("a second ReplicaSet has the pods with 120Mi, the first has none", async () =>
        {
            var sets = await FrontendReplicaSetsAsync();
            sets.Should().HaveCount(2);
            var second = sets.Single(s => s.Uid != first.Uid);
            (MemoryOf(second), second.Spec.Long("replicas"), RevisionOf(second)).Should().Be(("120Mi", 2, "2"));
            sets.Single(s => s.Uid == first.Uid).Spec.Long("replicas").Should().Be(0);
            (await FrontendPodsAsync()).Should().OnlyContain(p => p.Controller!.Uid == second.Uid);
        });

        var history = await FollowAsync("履歴をみる()");
        await StepAsync("the history has revisions 1 and 2", () => Task.FromResult(Revisions(history).Should().Equal("1", "2")));
        await SnapshotAsync("rollout history", await FollowAsync("Revision=2の詳細をみる"));

        await FollowAsync("Revision=1にロールバックしてみる");
        await UntilAsync(Expect.DeploymentReady("frontend"));
        var after = await FollowAsync("Revision=1にロールバックしてみる");
        AtEndOfSection();
        await StepAsync("revision 1 has become revision 3", () => Task.FromResult(Revisions(after).Should().Equal("2", "3")));
        await StepAsync("the first ReplicaSet is in use again, with 100Mi", async () =>
        {
            var sets = await FrontendReplicaSetsAsync();
            sets.Should().HaveCount(2, "rolling back makes no new one");
            var used = sets.Single(s => s.Spec.Long("replicas") > 0);
            (used.Uid, RevisionOf(used), MemoryOf(used)).Should().Be((first.Uid, "3", "100Mi"));
            MemoryOf(await FrontendAsync()).Should().Be("100Mi");
            (await FrontendPodsAsync()).Should().HaveCount(2).And.OnlyContain(p => p.Controller!.Uid == first.Uid);
        });
    }

    // The lines of the table below REVISION.
    private static IEnumerable<string> Revisions(string history) =>
        history.Split('\n').SkipWhile(l => !l.StartsWith("REVISION", StringComparison.Ordinal)).Skip(1).Where(l => l.Length > 0).Select(l => l.Split(' ')[0]);
}
