using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Scenarios.Support;

/// <summary>What each component of the master does, shown by a consequence.</summary>
internal static class ControlPlane
{
    /// <summary>Where the cluster's kind has any to show, kube-system's pods are there, run or have done their work, and kubectl lists them.</summary>
    public static Task IsShownAsync(ScenarioRun run, string listed, CancellationToken cancellation) => run.StepAsync(run.Cluster.Traits.System.Sentence + (run.Cluster.Traits.System.IsExpected ? ", and they run" : ""), async () =>
    {
        if (!run.Cluster.Traits.System.IsExpected) return;
        var pods = (await run.Api.ListAsync(ApiResources.Pods, "kube-system", cancellation: cancellation)).Items;
        pods.Should().NotBeEmpty().And.OnlyContain(p => RunsOrIsDone(p));
        pods.Select(p => p.Name).Should().OnlyContain(name => listed.Contains(name), "kubectl lists them");
        run.Cluster.Traits.System.Refutation([.. pods.Select(p => p.Name)]).Should().BeNull();
    });

    /// <summary>Writes are told to a watch one by one, in their order, each with a newer version.</summary>
    public static Task TellsWritesInOrderAsync(ScenarioRun run, CancellationToken cancellation) => run.StepAsync("etcd and kube-apiserver: a watch tells every write, in its order", async () =>
    {
        await using var history = await ObjectHistory.StartAsync(run.Api, ApiResources.ConfigMaps, cancellation);
        await run.Api.CreateAsync(ConfigMap("first", "1"), cancellation);
        await run.Api.CreateAsync(ConfigMap("second", "1"), cancellation);
        await run.Api.PatchAsync(ApiResources.ConfigMaps, "default", "first", JsonMap.Of(("data", JsonMap.Of(("value", "2")))), cancellation: cancellation);
        await run.Api.DeleteAsync(ApiResources.ConfigMaps, "default", "second", cancellation: cancellation);
        await run.Api.DeleteAsync(ApiResources.ConfigMaps, "default", "first", cancellation: cancellation);
        await history.CatchUpAsync(cancellation);
        var told = history.Events.Where(e => e.Object.Name is "first" or "second").ToList();
        told.Select(e => $"{e.Type} {e.Object.Name} {e.Object.Root.String("data", "value")}")
            .Should().Equal("ADDED first 1", "ADDED second 1", "MODIFIED first 2", "DELETED second 1", "DELETED first 2");
        told.Select(e => e.Object.Revision).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    });

    /// <summary>An update that is based on an older state is refused.</summary>
    public static Task RefusesStaleWritesAsync(ScenarioRun run, CancellationToken cancellation) => run.StepAsync("etcd: of two writers who read the same state, the later one is refused", async () =>
    {
        var stale = await run.Api.CreateAsync(ConfigMap("shared", "1"), cancellation);
        await run.Api.UpdateAsync(ApiResources.ConfigMaps, stale.SetIn("2", "data", "value"), cancellation);
        var late = () => run.Api.UpdateAsync(ApiResources.ConfigMaps, stale.SetIn("3", "data", "value"), cancellation);
        (await late.Should().ThrowAsync<StatusException>()).Which.Message
            .Should().Be("Operation cannot be fulfilled on configmaps \"shared\": the object has been modified; please apply your changes to the latest version and try again");
        (await run.Api.GetAsync(ApiResources.ConfigMaps, "default", "shared", cancellation)).Root.String("data", "value").Should().Be("2");
    });

    /// <summary>401 for a token that nobody issued, 403 for one whose owner has no right.</summary>
    public static Task AsksWhoYouAreAsync(ScenarioRun run, CancellationToken cancellation) => run.StepAsync("kube-apiserver: who is not known gets 401, who may not gets 403", async () =>
    {
        using var nobody = run.Cluster.ConnectAs("nobody-issued-this");
        (await RefusalAsync(nobody)).Should().Be((401, "Unauthorized"));
        using var someone = run.Cluster.ConnectAs(await run.Api.TokenAsync("default", "default", cancellation));
        (await RefusalAsync(someone)).Should().Be((403,
            $"nodes is forbidden: User \"system:serviceaccount:{run.Scope.Namespace}:default\" cannot list resource \"nodes\" in API group \"\" at the cluster scope"));

        async Task<(int, string)> RefusalAsync(IApiClient asking)
        {
            var list = () => asking.ListAsync(ApiResources.Nodes, cancellation: cancellation);
            var refusal = (await list.Should().ThrowAsync<StatusException>()).Which;
            return (refusal.Code, refusal.Message);
        }
    });

    /// <summary>A pod larger than any node is not placed, and the reason is told.</summary>
    public static Task LeavesTooLargePodsPendingAsync(ScenarioRun run, CancellationToken cancellation) => run.StepAsync("kube-scheduler: a pod that fits no node stays Pending and says why", async () =>
    {
        await run.Api.ApplyAsync(Yaml.Object("""
            apiVersion: v1
            kind: Pod
            metadata: {name: too-large, namespace: default}
            spec:
              containers:
              - name: main
                image: registry.k8s.io/pause:3.10
                resources: {requests: {memory: 900Gi}}
            """), cancellation);
        await run.Waiter.UntilAsync(new Expectation("the scheduler has said that too-large fits nowhere", "the scheduler has not refused too-large", [ApiResources.Pods],
            view => view.Find(ApiResources.Pods, "default", "too-large")?.Condition("PodScheduled")?.String("status") == "False" ? null : "it has no condition PodScheduled"), cancellation);
        var pod = await run.Api.GetAsync(ApiResources.Pods, "default", "too-large", cancellation);
        pod.Status.String("phase").Should().Be("Pending");
        pod.Spec.String("nodeName").Should().BeNull();
        pod.Condition("PodScheduled")!.String("reason").Should().Be("Unschedulable");
        pod.Condition("PodScheduled")!.String("message").Should().MatchRegex(@"^0/\d+ nodes are available: .*Insufficient memory");
        await run.Api.DeleteAsync(ApiResources.Pods, "default", "too-large", TimeSpan.Zero, cancellation);
    });

    private static bool RunsOrIsDone(KubeObject pod) => Expect.IsReady(pod) || pod.Status.String("phase") == "Succeeded";

    /// <summary>A pod comes back that somebody has deleted: which, and who does it, is the cluster's own.</summary>
    public static Task RevivesKilledPodsAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var (sentence, space, prefix, manifest) = run.Cluster.Traits.Revived;
        return run.StepAsync(sentence, async () =>
        {
            if (manifest is not null) await run.Api.ApplyAsync(Yaml.Object(manifest), cancellation);
            KubeObject? killed = null;
            Expectation Ready(string name, string failure) => new(name, failure, [ApiResources.Pods],
                view => view.All(ApiResources.Pods, space).Any(p => IsOne(p) && p.Uid != killed?.Uid && Expect.IsReady(p)) ? null : "there is none that is ready");
            await run.Waiter.UntilAsync(Ready($"a pod {prefix}* is ready", $"no pod {prefix}* is ready"), cancellation);
            killed = (await run.Api.ListAsync(ApiResources.Pods, space, cancellation: cancellation)).Items.First(p => IsOne(p) && Expect.IsReady(p));
            await run.Api.DeleteAsync(ApiResources.Pods, space, killed.Name, TimeSpan.Zero, cancellation);
            await run.Waiter.UntilAsync(Ready($"{killed.Name} has come back", $"{killed.Name} has not come back"), cancellation);
        });

        bool IsOne(KubeObject pod) => pod.Name.StartsWith(prefix, StringComparison.Ordinal);
    }

    private static KubeObject ConfigMap(string name, string value) => new(JsonMap.Of(
        ("apiVersion", "v1"), ("kind", "ConfigMap"), ("metadata", JsonMap.Of(("name", name), ("namespace", "default"))), ("data", JsonMap.Of(("value", value)))));
}
