using HandsOn.E2E.Clusters;
using HandsOn.E2E.Scenarios;
using HandsOn.Scenarios.Running;
using HandsOn.Scenarios.Support;

namespace HandsOn.E2E.Tests.Clusters.Contract;

/// <summary>A provider that is held to the contract.</summary>
/// <param name="Name">The name under which its tests are shown.</param>
/// <param name="OpenAsync">Makes it ready for one set of tests.</param>
public sealed record ProviderCase(string Name, Func<Task<ProviderUnderTest>> OpenAsync)
{
    private static readonly ScenarioSettings Settings = ScenarioSettings.FromEnvironment(Environment.GetEnvironmentVariable, Providers.All);
    private static int runs;

    /// <summary>What is asked of providers: as scenarios ask (<c>HANDSON_K8S</c>, <c>HANDSON_CONTEXT</c>), each time for a run of its own.</summary>
    internal static ClusterRequest Request() => Settings.Request(
        $"{RunId.Of(TimeProvider.System.GetUtcNow(), Environment.ProcessId, Environment.MachineName)}-{Interlocked.Increment(ref runs)}") with
    { Images = [new(Images.Web, "the contract"), new(Images.Shell, "the contract")] };

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A provider, and what is asked of it.</summary>
/// <param name="provider">The provider.</param>
/// <param name="request">The request.</param>
/// <param name="host">What it needs besides, taken away with it.</param>
public sealed class ProviderUnderTest(IClusterProvider provider, ClusterRequest request, IAsyncDisposable? host = null) : IAsyncDisposable
{
    internal IClusterProvider Provider => provider;

    internal ClusterRequest Request => request;

    /// <summary>What the provider has left behind, when every cluster has been taken away.</summary>
    internal async Task<IReadOnlyList<string>> FinishAsync()
    {
        await provider.FinishAsync(request);
        return await provider.LeftBehindAsync(request);
    }

    internal Task<ICluster> StartAsync(CancellationToken cancellation) => provider.StartAsync(request, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;
}
