using FluentAssertions;
using HandsOn.E2E.Cli.Commands;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Versions;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Cli;

public sealed class ProviderChoiceTests
{
    private IClusterProvider k3s = new Provider("no Docker engine answers");

    [Test]
    public async Task K3s_is_taken_where_it_can_be_had()
    {
        k3s = new Provider(null);

        var (settings, line) = await ChooseAsync(new());

        settings.Provider.Should().Be("k3s");
        line.Should().StartWith("cluster: k3s in Docker (");
    }

    [Test]
    public async Task Where_it_cannot_the_simulator_is_taken_and_it_is_said_why()
    {
        k3s = new Provider("the image rancher/k3s:v1.36.5-k3s1 is neither here nor can it be pulled");

        var (settings, line) = await ChooseAsync(new());

        settings.Provider.Should().Be("embedded");
        line.Should().Be("cluster: embedded simulator (the image rancher/k3s:v1.36.5-k3s1 is neither here nor can it be pulled)");
    }

    [Test]
    public async Task What_only_k3s_can_do_is_refused_where_there_is_none()
    {
        k3s = new Provider("no Docker engine answers");

        await FluentActions.Awaiting(() => ChooseAsync(new() { Minor = new KubernetesMinor(36), Release = "v1.36.5-k3s1" })).Should().ThrowAsync<BadInputException>()
            .WithMessage("of Kubernetes 1.36 the embedded cluster plays v1.36.5 and no other release, not v1.36.5-k3s1; and k3s cannot be used: no Docker engine answers");
    }

    [Test]
    public async Task One_that_the_user_names_is_never_replaced()
    {
        k3s = new Provider("no Docker engine answers");

        await FluentActions.Awaiting(() => ProviderChoice.MakeAsync([new() { Provider = "k3s" }], isOurs: false, Providers, default)).Should().ThrowAsync<BadInputException>()
            .WithMessage("--cluster k3s: no Docker engine answers");
        (await ProviderChoice.MakeAsync([new()], isOurs: false, Providers, default)).Line.Should().BeNull();
    }

    [Test]
    public async Task Several_runs_get_one_provider_that_can_make_all_their_clusters()
    {
        k3s = new Provider(null, new KubernetesMinor(37));

        var (runs, line) = await ProviderChoice.MakeAsync([new() { Minor = new(36) }, new() { Minor = new(37) }], isOurs: true, Providers, default);

        runs.Select(r => (r.Provider, r.Minor!.Value.Number)).Should().Equal(("embedded", 36), ("embedded", 37));
        line.Should().Be("cluster: embedded simulator (there is no image of 1.37)");
    }

    [Test]
    public async Task One_that_the_user_names_is_refused_for_several_runs_only_where_it_can_make_none()
    {
        k3s = new Provider(null, new KubernetesMinor(37));
        ScenarioSettings Of(int minor) => new() { Provider = "k3s", Minor = new(minor) };

        (await ProviderChoice.MakeAsync([Of(37), Of(36)], isOurs: false, Providers, default)).Runs.Should().HaveCount(2);
        await FluentActions.Awaiting(() => ProviderChoice.MakeAsync([Of(37)], isOurs: false, Providers, default)).Should().ThrowAsync<BadInputException>()
            .WithMessage("--cluster k3s: there is no image of 1.37");
    }

    private async Task<(ScenarioSettings Settings, string? Line)> ChooseAsync(ScenarioSettings settings)
    {
        var (runs, line) = await ProviderChoice.MakeAsync([settings], isOurs: true, Providers, default);
        return (runs.Single(), line);
    }

    private ClusterProviders Providers => new(new EmbeddedClusterProvider(TimeProvider.System), k3s);

    private sealed class Provider(string? whyNot, KubernetesMinor? without = null) : IClusterProvider
    {
        public string Name => "k3s";

        public Task<KubernetesMinor> DefaultMinorAsync(ClusterRequest request, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<string?> WhyNotAsync(ClusterRequest request, CancellationToken cancellation = default) =>
            Task.FromResult(request.Minor is { } minor && minor == without ? $"there is no image of {minor}" : whyNot);

        public Task<ICluster> StartAsync(ClusterRequest request, CancellationToken cancellation = default) => throw new NotSupportedException();
    }
}
