using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using HandsOn.Cluster.Hosting;
using HandsOn.Kubernetes.Versions;
using HandsOn.Testing;
using HandsOn.Workloads.Containers;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Hosting;

[TestFixture]
public sealed class EmbeddedClusterTests
{
    private readonly ManualTimeProvider clock = new();

    [Test, CancelAfter(30_000)]
    public async Task StartAsync_OnAClockThatStandsStill_IsReady(CancellationToken cancel)
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { Time = clock }, cancel);

        cluster.Release.Minor.Should().Be(KubernetesRelease.DefaultMinor);
    }

    [Test, CancelAfter(30_000)]
    public async Task StartAsync_WithDnsThatNeverAnswers_GivesUpSaysWhatIsMissingAndLeavesNothing(CancellationToken cancel)
    {
        var dns = new SilentProgram();
        var port = FreePort();
        var starting = EmbeddedCluster.StartAsync(WithDns(dns) with { Port = port }, cancel);
        await dns.Running.Task.WaitAsync(cancel);

        clock.Advance(TimeSpan.FromSeconds(30));

        (await starting.Invoking(s => s).Should().ThrowAsync<TimeoutException>())
            .WithMessage($"the embedded cluster {KubernetesRelease.Of(KubernetesRelease.DefaultMinor).GitVersion} is not ready after 30 s: *CoreDNS is not available, the Service kube-dns has no endpoint");
        await dns.Stopped.Task.WaitAsync(cancel);
        using var again = new TcpListener(IPAddress.Loopback, port);
        again.Invoking(a => a.Start()).Should().NotThrow("nobody listens on the API server's port any more");
    }

    [Test, CancelAfter(30_000)]
    public async Task StartAsync_Cancelled_EndsAsCancelled(CancellationToken cancel)
    {
        var dns = new SilentProgram();
        using var mine = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var starting = EmbeddedCluster.StartAsync(WithDns(dns), mine.Token);
        await dns.Running.Task.WaitAsync(cancel);

        await mine.CancelAsync();

        await starting.Invoking(s => s).Should().ThrowAsync<OperationCanceledException>();
        await dns.Stopped.Task.WaitAsync(cancel);
    }

    private EmbeddedClusterOptions WithDns(IContainerProgram program) => new()
    {
        Time = clock,
        Images = images => images.Map(KubernetesRelease.Of(KubernetesRelease.DefaultMinor).CoreDnsImage, () => program),
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Runs and listens nowhere.</summary>
    private sealed class SilentProgram : IContainerProgram
    {
        public TaskCompletionSource Running { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<int> RunAsync(IContainerContext container, CancellationToken stopping)
        {
            Running.TrySetResult();
            await Until.StoppedAsync(stopping);
            Stopped.TrySetResult();
            return 0;
        }
    }
}
