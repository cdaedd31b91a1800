using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Objects;
using HandsOn.Scenarios.Support;
using NUnit.Framework;

namespace HandsOn.Scenarios.HandsOn;

public sealed class S3DeletePod() : HandsOnScenario("意図的にPodを削除")
{
    [TestCase(TestName = "3 意図的にPodを削除 - a deleted pod is replaced while the guestbook goes on answering")]
    public async Task A_deleted_pod_is_replaced_while_the_guestbook_goes_on_answering()
    {
        await BeginAsync();
        using var guestbook = await OpenGuestbookAsync();
        await StepAsync("a message is written, and redis' followers have it", () => guestbook.WriteEverywhereAsync("still here", Run.Waiter.Patience, Cancel));
        var before = await FrontendPodsAsync();
        await using var endpoints = await ObjectHistory.StartAsync(Api, ApiResources.Endpoints, Cancel);
        var mark = Run.Pods.Mark();

        await using var requests = new ContinuousRequests(guestbook);
        await FollowAsync("先ほど増えた2つ目のPodを削除");
        await UntilAsync(Expect.ReadyPods("frontend", 2, IsFrontend));
        await UntilAsync(Expect.ReadyEndpoints("frontend", 2));
        await requests.DisposeAsync();
        var listed = await FollowAsync("新しいPodが生成されることを確認");
        AtEndOfSection();

        var after = await FrontendPodsAsync();
        await StepAsync("the second pod is gone, a new one of the same ReplicaSet is there, the first was not touched", () =>
        {
            after.Should().HaveCount(2);
            after[0].Uid.Should().Be(before[0].Uid);
            after[1].Uid.Should().NotBe(before[1].Uid);
            after[1].Controller!.Uid.Should().Be(before[1].Controller!.Uid);
            listed.Should().Contain(after[1].Name).And.NotContain(before[1].Name);
            return Task.CompletedTask;
        });
        await StepAsync("never were there more pods than desired plus surge, nor fewer than one", async () =>
        {
            await Run.Pods.CatchUpAsync(Cancel);
            var frontend = await FrontendAsync();
            var most = (frontend.Spec.Long("replicas") ?? 0) + Surge(frontend);
            var counts = Run.Pods.Moments(mark).Select(moment => moment.Count(p => IsFrontend(p) && !p.IsTerminating)).ToList();
            counts.Should().Contain(1, "for a moment one was missing").And.OnlyContain(count => count >= 1 && count <= most);
        });
        await StepAsync("the Service's endpoints followed: the first pod all the time, the new one in the end", async () =>
        {
            await endpoints.CatchUpAsync(Cancel);
            var moments = endpoints.Moments().Skip(1).Select(m => m.FirstOrDefault(e => e.Name == "frontend")).OfType<KubeObject>().Select(Addresses).ToList();
            moments.Should().OnlyContain(ips => ips.Contains(IpOf(before[0])));
            moments[^1].Should().BeEquivalentTo(after.Select(IpOf));
        });
        await StepAsync("the guestbook answered every request with the message", () =>
        {
            requests.Failures.Should().BeEmpty();
            requests.Answers.Should().NotBeEmpty("somebody asked all the time").And.OnlyContain(answer => answer == "still here");
            return Task.CompletedTask;
        });
    }

    // A surge in percent is rounded up (pkg/controller/deployment/util/deployment_util.go, ResolveFenceposts).
    private static long Surge(KubeObject deployment) => deployment.Spec.At("strategy", "rollingUpdate", "maxSurge") switch
    {
        long count => count,
        string percent => (long)Math.Ceiling((deployment.Spec.Long("replicas") ?? 0) * long.Parse(percent.TrimEnd('%')) / 100.0),
        _ => 0,
    };

    private static string[] Addresses(KubeObject endpoints) =>
        [.. endpoints.Root.List("subsets").Maps().SelectMany(s => s.List("addresses").Maps()).Select(a => a.String("ip") ?? "")];

    private static string IpOf(KubeObject pod) => pod.Status.String("podIP") ?? "";
}
