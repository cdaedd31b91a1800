using System.Collections;
using FluentAssertions;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Tests.Support;
using HandsOn.Scenarios.Running;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Clusters.Contract;

/// <summary>The providers that can make a cluster here and now; those that cannot are absent, and a test says so.</summary>
public sealed class AvailableProviders : IEnumerable
{
    private static readonly Lazy<IReadOnlyList<(string Name, string? WhyNot)>> Asked = new(() => Task.Run(AskAsync).GetAwaiter().GetResult());

    /// <inheritdoc/>
    public IEnumerator GetEnumerator() =>
        Asked.Value.Where(p => p.WhyNot is null).Select(p => new ProviderCase(p.Name, () => OpenAsync(p.Name)))
            .Append(new("kubeconfig, of an embedded cluster", OpenUsedAsync)).GetEnumerator();

    /// <summary>Says which providers the contract's tests have run on, and why not on the others.</summary>
    [Test]
    public void The_contract_runs_on()
    {
        foreach (var (name, whyNot) in Asked.Value) TestContext.Out.WriteLine(whyNot is null ? $"{name}: runs" : $"{name}: does not run: {whyNot}");

        Asked.Value.Should().ContainSingle(p => p.Name == "embedded").Which.WhyNot.Should().BeNull("it needs nothing");
    }

    // A release (HANDSON_K8S=v1.36.5-k3s1) is one of k3s.
    private static ClusterRequest RequestTo(string name) => name == "k3s" ? ProviderCase.Request() : ProviderCase.Request() with { Release = null };

    private static async Task<IReadOnlyList<(string, string?)>> AskAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        var asked = new List<(string, string?)>();
        foreach (var name in Providers.All.Names) asked.Add((name, await WhyNotAsync(name, deadline.Token)));
        return asked;
    }

    private static async Task<string?> WhyNotAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return await Providers.All.Find(name).WhyNotAsync(RequestTo(name), cancellation);
        }
        catch (OperationCanceledException)
        {
            return "it has not said in 30 s whether it can";
        }
    }

    private static async Task<ProviderUnderTest> OpenUsedAsync()
    {
        var request = RequestTo("kubeconfig") with { Context = "admin" };
        var used = await UsedCluster.StartAsync(new WorkFolder(Path.Combine(Path.GetTempPath(), "handson-tests-" + request.Run)), (request.Minor ?? await Providers.All.Find("embedded").DefaultMinorAsync(request)).Number);
        var opened = new ProviderUnderTest(used.Provider(), request, used);
        await opened.Provider.PrepareAsync(opened.Request, new NoProgress());
        return opened;
    }

    private static async Task<ProviderUnderTest> OpenAsync(string name)
    {
        var opened = new ProviderUnderTest(Providers.All.Find(name), RequestTo(name));
        await opened.Provider.PrepareAsync(opened.Request, new NoProgress());
        return opened;
    }
}
