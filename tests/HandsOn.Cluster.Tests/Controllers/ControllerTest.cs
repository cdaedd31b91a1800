using FluentAssertions;
using HandsOn.Cluster.Controllers;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Controllers;

/// <summary>Starts all controllers and the namespace <c>ns</c> for every test; no test may leave a report of a defect behind.</summary>
public abstract class ControllerTest
{
    private protected TestCluster Cluster { get; private set; } = null!;

    private protected FakeKubelet Kubelet { get; private set; } = null!;

    /// <summary>Nodes without a kubelet may be silent for as long as a test takes.</summary>
    private protected virtual ControllerOptions Options { get; } = Patient;

    private protected static ControllerOptions Patient { get; } = new() { RootCertificate = "-----BEGIN CERTIFICATE-----", NodeGracePeriod = TimeSpan.FromDays(1) };

    [SetUp]
    public async Task StartAsync()
    {
        Cluster = await TestCluster.StartAsync(options: Options);
        Kubelet = new FakeKubelet(Cluster);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await Cluster.DisposeAsync();
        Cluster.Log.Entries.Select(e => $"{e.Component}: {e.Message} {e.Exception}").Should().BeEmpty();
    }
}
