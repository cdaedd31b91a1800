using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Objects;
using HandsOn.Scenarios.Support;
using NUnit.Framework;

namespace HandsOn.Scenarios.Concepts;

public sealed class DeploymentConcept : Scenario
{
    [TestCase(TestName = "Deployment - RollingUpdate never has too few pods, Recreate never has two generations")]
    public async Task RollingUpdate_never_has_too_few_pods_Recreate_never_has_two_generations()
    {
        await ApplyAsync("four pods, to be replaced step by step", Manifest("rolling", 4, "{type: RollingUpdate, rollingUpdate: {maxUnavailable: 1, maxSurge: 1}}", "1"));
        await ApplyAsync("two pods, to be replaced all at once", Manifest("recreate", 2, "{type: Recreate}", "1"));
        await UntilAsync(Expect.DeploymentReady("rolling"));
        await UntilAsync(Expect.DeploymentReady("recreate"));

        var moments = await UpdateAsync("rolling", 4, "{type: RollingUpdate, rollingUpdate: {maxUnavailable: 1, maxSurge: 1}}");
        await StepAsync("RollingUpdate: at every moment at least 3 were ready, at most 5 were there, and both generations met", () =>
        {
            moments.Select(m => m.Count(Expect.IsReady)).Should().OnlyContain(ready => ready >= 3);
            moments.Select(m => m.Count(p => !p.IsTerminating)).Should().OnlyContain(all => all <= 5);
            moments.Should().Contain(m => Generations(m) == 2);
            return Task.CompletedTask;
        });

        moments = await UpdateAsync("recreate", 2, "{type: Recreate}");
        await StepAsync("Recreate: at no moment were there pods of two generations, and once there were none", () =>
        {
            moments.Should().OnlyContain(m => Generations(m) <= 1).And.Contain(m => Generations(m) == 0);
            return Task.CompletedTask;
        });
        await StepAsync("both have two ReplicaSets: the old one is kept, empty, to go back to", async () =>
        {
            var sets = (await Api.ListAsync(ApiResources.ReplicaSets, "default", cancellation: Cancel)).Items;
            sets.GroupBy(s => s.Controller!.Name).Should().HaveCount(2)
                .And.OnlyContain(owned => owned.Count() == 2 && owned.Count(IsEmpty) == 1);
        });
    }

    /// <summary>Changes the template and gives what pods there were at every moment of the rollout.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<KubeObject>>> UpdateAsync(string name, int replicas, string strategy)
    {
        await Run.Pods.CatchUpAsync(Cancel);
        var mark = Run.Pods.Mark();
        await ApplyAsync($"{name} gets a new version", Manifest(name, replicas, strategy, "2"));
        await UntilAsync(Expect.DeploymentReady(name));
        await Run.Pods.CatchUpAsync(Cancel);
        return [.. Run.Pods.Moments(mark).Select(m => m.Where(p => p.Labels.String("app") == name).ToList())];
    }

    private static bool IsEmpty(KubeObject set) => set.Spec.Long("replicas") == 0;

    private static int Generations(IEnumerable<KubeObject> pods) =>
        pods.Where(p => p.Status.String("phase") is not ("Succeeded" or "Failed")).Select(p => p.Labels.String("pod-template-hash")).Distinct().Count();

    private static string Manifest(string name, int replicas, string strategy, string version) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: {{name}}, namespace: default}
        spec:
          replicas: {{replicas}}
          selector: {matchLabels: {app: {{name}} } }
          strategy: {{strategy}}
          template:
            metadata: {labels: {app: {{name}} }, annotations: {version: "{{version}}"} }
            spec: {terminationGracePeriodSeconds: 1, containers: [{name: main, image: {{Images.Pause}} }]}
        """;
}
