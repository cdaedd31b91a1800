using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Objects;
using HandsOn.Scenarios.Support;
using NUnit.Framework;

namespace HandsOn.Scenarios.Concepts;

public sealed class ReplicaSetConcept : Scenario
{
    [TestCase(TestName = "ReplicaSet - heals itself, releases a relabelled pod and takes it back")]
    public async Task Heals_itself_releases_a_relabelled_pod_and_takes_it_back()
    {
        await ApplyAsync("a ReplicaSet of two", $$"""
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata: {name: web, namespace: default}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web} }
              template:
                metadata: {labels: {app: web} }
                spec: {terminationGracePeriodSeconds: 1, containers: [{name: main, image: {{Images.Pause}} }]}
            """);
        await UntilAsync(Expect.ReadyPods("web", 2, IsLabelled));

        var lost = (await PodsAsync())[0];
        await KubectlAsync("one pod is deleted", $"delete pod {lost.Name}");
        await UntilAsync(Expect.ReadyPods("web", 2, IsLabelled));
        await StepAsync("another one stands in its place", async () => (await PodsAsync()).Select(p => p.Uid).Should().HaveCount(2).And.NotContain(lost.Uid));

        var suspect = (await PodsAsync())[0];
        await KubectlAsync("one pod's label is changed, to look into it in peace", $"label pod {suspect.Name} app=debug --overwrite");
        await UntilAsync(Expect.ReadyPods("web", 2, IsLabelled));
        await StepAsync("it is released and still runs; two others are the ReplicaSet's", async () =>
        {
            var released = await Api.GetAsync(ApiResources.Pods, "default", suspect.Name, Cancel);
            released.Controller.Should().BeNull();
            Expect.IsReady(released).Should().BeTrue();
            (await PodsAsync()).Should().OnlyContain(p => p.Controller!.Name == "web");
        });

        var mark = Run.Pods.Mark();
        await KubectlAsync("its label is changed back", $"label pod {suspect.Name} app=web --overwrite");
        await UntilAsync(Expect.ReadyPods("web", 2, IsLabelled));
        await StepAsync("it was taken back, and one of the three had to go", async () =>
        {
            await Run.Pods.CatchUpAsync(Cancel);
            Run.Pods.Moments(mark).Should().Contain(m => m.Count(IsLabelled) == 3)
                .And.Contain(m => m.Any(p => p.Uid == suspect.Uid && p.Controller != null));
            (await PodsAsync()).Should().HaveCount(2).And.OnlyContain(p => p.Controller!.Name == "web");
            (await Api.GetAsync(ApiResources.ReplicaSets, "default", "web", Cancel)).Status.Long("replicas").Should().Be(2);
        });
    }

    private async Task<IReadOnlyList<KubeObject>> PodsAsync() =>
        [.. (await Api.ListAsync(ApiResources.Pods, "default", "app=web", Cancel)).Items.Where(p => !p.IsTerminating)];

    private static bool IsLabelled(KubeObject pod) => pod.Labels.String("app") == "web";
}
