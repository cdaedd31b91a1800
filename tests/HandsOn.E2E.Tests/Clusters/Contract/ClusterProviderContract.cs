using System.Net;
using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Diagnostics;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Versions;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Clusters.Contract;

/// <summary>How every provider starts clusters and takes them away.</summary>
[TestFixtureSource(typeof(AvailableProviders)), NonParallelizable, CancelAfter(300_000)]
public sealed class ClusterProviderContract(ProviderCase provider)
{
    private ProviderUnderTest opened = null!;
    private LeakCheck leaks = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        leaks = new();
        opened = await provider.OpenAsync();
    }

    [TearDown]
    public async Task NothingIsLeftAsync()
    {
        try
        {
            (await opened.FinishAsync()).Should().BeEmpty();
        }
        finally
        {
            await opened.DisposeAsync();
        }
        leaks.Find().Should().BeEmpty();
    }

    [Test]
    public async Task Two_clusters_at_once_do_not_see_each_other(CancellationToken cancellation)
    {
        var clusters = await Task.WhenAll(opened.StartAsync(cancellation), opened.StartAsync(cancellation));
        await using var first = clusters[0];
        await using var second = clusters[1];

        await first.Api.CreateAsync(Objects.ConfigMap("default", "first"), cancellation);
        await second.Api.CreateAsync(Objects.ConfigMap("default", "second"), cancellation);

        (await NamesAsync(first, cancellation)).Should().Contain("first").And.NotContain("second");
        (await NamesAsync(second, cancellation)).Should().Contain("second").And.NotContain("first");
    }

    [Test]
    public async Task What_is_taken_away_is_gone_and_nothing_else_is(CancellationToken cancellation)
    {
        await using var other = await opened.StartAsync(cancellation);
        var cluster = await opened.StartAsync(cancellation);
        await other.Api.CreateAsync(Objects.ConfigMap("default", "stays"), cancellation);
        await cluster.Api.CreateAsync(Objects.ConfigMap("default", "goes"), cancellation);

        await cluster.DisposeAsync();

        (await IsGoneAsync(cluster, other, cancellation)).Should().BeTrue();
        (await other.Api.FindAsync(ApiResources.ConfigMaps, "default", "stays", cancellation)).Should().NotBeNull();
    }

    /// <summary>At different moments of a start; one that is through before that moment must be usable and can be taken away.</summary>
    [TestCase(0)]
    [TestCase(20)]
    [TestCase(60)]
    [TestCase(500)]
    [TestCase(3000)]
    public async Task A_start_that_is_cancelled_says_so_and_leaves_nothing(int milliseconds)
    {
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System);
        ICluster? started = null;
        try
        {
            started = await opened.StartAsync(cancelled.Token);
        }
        catch (Exception error)
        {
            error.Should().BeAssignableTo<OperationCanceledException>();
            cancelled.IsCancellationRequested.Should().BeTrue();
        }
        if (started is null) return;
        (await started.Api.RawAsync("/readyz")).Code.Should().Be(HttpStatusCode.OK);
        await started.DisposeAsync();
    }

    [Test]
    public async Task A_start_that_was_cancelled_before_it_began_does_not_begin() =>
        await opened.Awaiting(o => o.StartAsync(new CancellationToken(canceled: true))).Should().ThrowAsync<OperationCanceledException>();

    [Test]
    public async Task A_minor_that_it_cannot_make_is_refused_in_one_sentence(CancellationToken cancellation)
    {
        var impossible = opened.Request with { Minor = new KubernetesMinor(3), Release = null };
        (await opened.Provider.Awaiting(p => p.StartAsync(impossible, cancellation)).Should().ThrowAsync<ClusterException>())
            .Which.Message.Should().Contain("1.3").And.NotContain("\n");
    }

    [Test]
    public async Task Preparing_again_changes_nothing(CancellationToken cancellation)
    {
        await using var cluster = await opened.StartAsync(cancellation);

        await opened.Provider.PrepareAsync(opened.Request, new NoProgress(), cancellation);

        (await cluster.Api.RawAsync("/readyz", cancellation)).Code.Should().Be(HttpStatusCode.OK, "a run does not take away what it has itself made");
    }

    private static async Task<IEnumerable<string>> NamesAsync(ICluster cluster, CancellationToken cancellation) =>
        (await cluster.Api.ListAsync(ApiResources.ConfigMaps, cancellation: cancellation)).Items.Select(o => o.Name);

    // A whole cluster does not answer any more; of a part of one, the namespace is gone.
    private static async Task<bool> IsGoneAsync(ICluster cluster, ICluster other, CancellationToken cancellation)
    {
        if (!cluster.Scope.IsWhole) return (await other.Api.RawAsync($"/api/v1/namespaces/{cluster.Scope.Namespace}", cancellation)).Code == HttpStatusCode.NotFound;
        using var api = Kubeconfig.Parse(cluster.Kubeconfig).Connect();
        try
        {
            await api.RawAsync("/readyz", cancellation);
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }
}
