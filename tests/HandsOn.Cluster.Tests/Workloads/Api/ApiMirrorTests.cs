using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Hosting.Bootstrap;
using HandsOn.Cluster.Tests.Support;
using HandsOn.Kubernetes.Errors;
using HandsOn.Workloads.Api;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Workloads.Api;

/// <summary>The in-cluster client against the real API server, through the pod's network.</summary>
public sealed class ApiMirrorTests
{
    [Test]
    public async Task A_copy_follows_the_cluster_over_lost_connections_and_lost_history()
    {
        await using var world = await TestWorld.StartAsync();
        var container = world.Container("kube-system", "coredns");
        using var api = ClusterApi.Connect(container);
        var changed = new Signal();
        var mirror = new ApiMirror(api, ApiResource.Services, "default") { Changed = (_, _) => changed.Set() };
        using var stopping = new CancellationTokenSource();
        var running = mirror.RunAsync(TimeProvider.System, stopping.Token);
        await mirror.Synced.WaitAsync(TimeSpan.FromSeconds(10));

        await world.ServeAsync("one", 80, 80, "default", "");
        await changed.UntilAsync(() => mirror.Find("default", "one") is not null, () => "the creation is not seen");
        world.CutConnections();
        await world.ServeAsync("two", 80, 80, "default", "");
        await world.Api.DeleteAsync(ServiceKind.Resource, "default", "one");
        world.Control.Server.Store.Compact(world.Control.Server.Store.Revision);
        await changed.UntilAsync(
            () => mirror.Find("default", "two") is not null && mirror.Find("default", "one") is null, () => "the copy has stopped");

        await stopping.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(10));
        mirror.Objects.Select(item => item.Name).Order().Should().Equal("kubernetes", "two");
    }

    [Test]
    public async Task What_the_service_account_may_not_do_is_refused_in_the_servers_words()
    {
        await using var world = await TestWorld.StartAsync();
        using var api = ClusterApi.Connect(world.Container("kube-system", "coredns"));
        var failure = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stopping = new CancellationTokenSource();
        var mirror = new ApiMirror(api, ApiResource.Secrets) { Failed = words => failure.TrySetResult(words) };
        var running = mirror.RunAsync(TimeProvider.System, stopping.Token);

        const string refusal = "secrets is forbidden: User \"system:serviceaccount:kube-system:coredns\" cannot list resource \"secrets\" in API group \"\" at the cluster scope";
        (await failure.Task.WaitAsync(TimeSpan.FromSeconds(15))).Should().Be("failed to list *v1.Secret: " + refusal);
        await api.Invoking(client => client.ListAsync(ApiResource.Secrets, "", default)).Should().ThrowAsync<StatusException>().WithMessage(refusal);
        await stopping.CancelAsync();
        await running;
    }

    [Test]
    public async Task A_pod_without_a_service_account_has_no_client()
    {
        await using var world = await TestWorld.StartAsync();
        var container = world.Container("default", "");

        container.Invoking(ClusterApi.Connect).Should().Throw<IOException>().WithMessage("open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file or directory");
        container.Variables.Remove("KUBERNETES_SERVICE_HOST");
        container.Invoking(ClusterApi.Connect).Should().Throw<IOException>().WithMessage("unable to load in-cluster configuration*");
    }

    [Test]
    public async Task When_the_pod_goes_its_connections_to_the_API_server_end()
    {
        await using var world = await TestWorld.StartAsync();
        var pod = world.Attach("10.1.7.7");
        await using var stream = await pod.Network.ConnectAsync(KubernetesService.ClusterIp.ToString(), 443);
        var read = stream.ReadAsync(new byte[1]).AsTask();

        pod.Dispose();

        (await EndsAsync(read.WaitAsync(TimeSpan.FromSeconds(5)))).Should().BeTrue();
    }

    // A socket that is closed under a read ends it either way, depending on which of its two ends the system sees first.
    private static async Task<bool> EndsAsync(Task<int> read)
    {
        try
        {
            return await read == 0;
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException)
        {
            return true;
        }
    }
}
