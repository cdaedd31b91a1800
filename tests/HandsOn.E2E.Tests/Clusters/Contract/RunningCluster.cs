using FluentAssertions;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Scopes;
using HandsOn.E2E.Scopes.Commands;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Waiting;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Clusters.Contract;

/// <summary>A provider's cluster, one for all tests of a class, with a reader's kubectl.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance), NonParallelizable, CancelAfter(300_000)]
public abstract class RunningCluster(ProviderCase provider)
{
    private IKubectl? kubectl;

    private protected ProviderUnderTest Opened { get; private set; } = null!;

    private protected WorkFolder Folder { get; private set; } = null!;

    private protected ICluster Cluster { get; private set; } = null!;

    private protected Waiter Waiter => new(Cluster.Api, TimeProvider.System) { Patience = Cluster.Patience };

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Opened = await provider.OpenAsync();
        Cluster = await Opened.StartAsync(CancellationToken.None);
        Folder = TestFolder.Create();
        File.WriteAllText(Folder.Kubeconfig, Cluster.Kubeconfig);
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        Folder?.Dispose();
        if (Cluster is not null) await Cluster.DisposeAsync();
        if (Opened is null) return;
        var left = await Opened.FinishAsync();
        await Opened.DisposeAsync();
        left.Should().BeEmpty();
    }

    /// <summary>Runs the cluster's kubectl, or this machine's, as a reader does.</summary>
    private protected async Task<string> RunAsync(CancellationToken cancellation, params string[] arguments)
    {
        kubectl ??= await KubectlAsync(cancellation);
        var result = await kubectl.RunAsync(arguments, cancellation);
        result.EnsureSuccess();
        return result.Output;
    }

    // As a scenario gets it.
    private async Task<IKubectl> KubectlAsync(CancellationToken cancellation)
    {
        var whole = await Cluster.KubectlAsync(Folder, cancellation) ?? await FindKubectlAsync(cancellation);
        return Cluster.Scope is SharedScope shared ? new ScopedKubectl(whole, Folder, shared) : whole;
    }

    private async Task<IKubectl> FindKubectlAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient();
        var found = await new KubectlLocator(Environment.GetEnvironmentVariable, new(http, KubectlDownload.DefaultCacheFolder), TimeProvider.System).FindAsync(cancellation);
        return new KubectlRunner(found, Folder, TimeProvider.System);
    }
}
