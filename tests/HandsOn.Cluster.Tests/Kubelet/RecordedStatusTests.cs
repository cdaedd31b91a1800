using System.Text.RegularExpressions;
using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Kubelet;

/// <summary>The statuses that a real 1.36.2 kubelet wrote, held against ours: every member but what differs from run to run.</summary>
internal sealed partial class RecordedStatusTests
{
    [TestCase("running-guaranteed")]
    [TestCase("running-best-effort")]
    [TestCase("completed")]
    public async Task A_status_has_the_members_of_a_real_one(string name)
    {
        var recorded = KubeObject.Parse(await File.ReadAllTextAsync(Path.Combine(TestContext.CurrentContext.TestDirectory, "Kubelet", "Golden", name + ".json")));
        await using var nodes = new TestNodes();
        nodes.Images.Commands["true"] = (_, _) => Task.FromResult(0);
        await nodes.StartNodeAsync();
        nodes.StartScheduler();
        await nodes.CreateAsync(ServiceAccountKind.Resource, """{"metadata":{"name":"default","namespace":"default"}}""");
        await nodes.CreateAsync(ConfigMapKind.Resource, """{"metadata":{"name":"kube-root-ca.crt","namespace":"default"},"data":{"ca.crt":"PEM"}}""");

        var created = await nodes.Client.CreateAsync(PodKind.Resource, new KubeObject(recorded.Root.Without("status")));
        var sandbox = recorded.Condition("PodReadyToStartContainers")!.String("status");
        var pod = (await nodes.WaitAsync(created.Name, p =>
            p?.Status.String("phase") == recorded.Status.String("phase") && p?.Condition("PodReadyToStartContainers")?.String("status") == sandbox))!;

        Mask(pod.Status).Should().Be(Mask(recorded.Status));
    }

    private static string Mask(JsonMap status)
    {
        // The recorded Job pod has a memory limit that nobody asked for: the whole address space of the recording's old cgroups.
        if (status.String("resources", "limits", "memory") == "9007199254740988Ki") status = status.With("resources", JsonMap.Empty);
        status = status.With("containerStatuses", status.List("containerStatuses").MapEach(c => c.With("image", "").With("imageID", "")));
        return Volatile().Replace(status.ToString(), "X");
    }

    [GeneratedRegex("""\d{4}-\d\d-\d\dT[\d:]+Z|\d+\.\d+\.\d+\.\d+|containerd://[0-9a-f]{64}""")]
    private static partial Regex Volatile();
}
