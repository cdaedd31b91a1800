using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Tests.Controllers;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Client;

public class InformerTests
{
    private TestCluster cluster = null!;
    private ClusterLog log = null!;
    private Informer informer = null!;

    [SetUp]
    public async Task SetUp()
    {
        cluster = await TestCluster.StartAsync();
        log = new ClusterLog();
        await MakeAsync("before");
        informer = new Informer(cluster.Client, ConfigMapKind.Resource, log);
    }

    [TearDown]
    public async Task TearDown()
    {
        await informer.DisposeAsync();
        await cluster.DisposeAsync();
    }

    [Test]
    public async Task A_handler_hears_of_what_is_there_and_of_every_change_in_order()
    {
        List<string> heard = [];
        informer.OnChange((old, next) =>
        {
            if ((next ?? old)!.Name != "kube-root-ca.crt") heard.Add($"{(next ?? old)!.Name} {old is not null} {next is not null}");
        });
        await MakeAsync("after");
        await cluster.Client.PatchAsync(ConfigMapKind.Resource, "ns", "after", m => m.SetIn("y", "data", "x"));
        await cluster.Client.DeleteAsync(ConfigMapKind.Resource, "ns", "before");
        await informer.SeenAllAsync();

        heard.Should().Equal("before False True", "after False True", "after True True", "before True False");
        informer.Find("ns", "before").Should().BeNull();
        informer.Find("ns", "after")!.Root.String("data", "x").Should().Be("y");
    }

    [Test]
    public async Task A_write_has_been_seen_by_copy_index_and_handlers_when_CaughtUp_completes()
    {
        var index = informer.Index("app", m => m.Labels.String("app") is { } app ? [app] : []);
        var seen = 0;
        informer.OnChange((_, next) => seen += next?.Name == "m" ? 1 : 0);
        var written = await cluster.CreateAsync(ConfigMapKind.Resource, """{"metadata":{"name":"m","labels":{"app":"a"}}}""");
        await informer.CaughtUpAsync(written.Revision);

        seen.Should().Be(1);
        index["a"].Select(m => m.Name).Should().Equal("m");
        var moved = await cluster.Client.PatchAsync(ConfigMapKind.Resource, "ns", "m", m => m.SetIn("b", "metadata", "labels", "app"));
        await informer.CaughtUpAsync(moved.Revision);
        index.Count("a").Should().Be(0);
        index["b"].Should().ContainSingle();
    }

    [Test]
    public async Task A_handler_that_throws_is_reported_and_the_others_still_hear()
    {
        var heard = new List<string>();
        informer.OnChange((_, next) =>
        {
            if (next?.Name == "m") throw new InvalidOperationException("a defect");
        });
        informer.OnChange((_, next) => heard.Add(next?.Name ?? ""));
        await MakeAsync("m");
        await informer.SeenAllAsync();

        heard.Should().Contain("m");
        log.Entries.Should().ContainSingle().Which.Exception!.Message.Should().Be("a defect");
    }

    [Test]
    public async Task A_disposed_subscription_hears_nothing_more()
    {
        var heard = 0;
        var subscription = informer.OnChange((_, _) => heard++);
        var before = heard;
        subscription.Dispose();
        await MakeAsync("m");
        await informer.SeenAllAsync();
        heard.Should().Be(before);
    }

    [Test]
    public async Task Who_waits_for_a_stopped_informer_does_not_wait_forever()
    {
        var waiting = informer.CaughtUpAsync(long.MaxValue);
        await informer.DisposeAsync();
        await waiting.WaitAsync(TimeSpan.FromSeconds(5));
        informer.CaughtUpAsync(long.MaxValue).IsCompleted.Should().BeTrue();
    }

    private async Task MakeAsync(string name) => await cluster.CreateAsync(ConfigMapKind.Resource, $$$"""{"metadata":{"name":"{{{name}}}"}}""");
}
