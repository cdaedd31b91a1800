using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Controllers;

public class ControllerBaseTests
{
    private TestCluster cluster = null!;
    private ComponentContext context = null!;

    [SetUp]
    public async Task SetUp()
    {
        cluster = await TestCluster.StartAsync();
        context = new ComponentContext(
            cluster.Client, new InformerSet(cluster.Client, cluster.Log), new EventRecorder(cluster.Client, cluster.Time, "test"), cluster.Time, new SeededRandomSource(1))
        { Log = cluster.Log };
    }

    [TearDown]
    public async Task TearDown()
    {
        await context.Informers.DisposeAsync();
        await cluster.DisposeAsync();
    }

    [Test]
    public async Task A_defect_is_reported_and_the_key_is_tried_again_and_the_worker_lives()
    {
        await using var controller = new Probe(context, attempt => attempt == 1 ? new InvalidOperationException("a defect") : null);
        await controller.AttemptAsync(1);
        cluster.Log.Entries.Should().ContainSingle().Which.Exception!.Message.Should().Be("a defect");
        cluster.Time.Advance(TimeSpan.FromMilliseconds(5));
        await controller.AttemptAsync(2);
    }

    [Test]
    public async Task A_refusal_is_tried_again_after_a_delay_and_a_conflict_at_once_and_without_noise()
    {
        await using var refused = new Probe(context, attempt => attempt == 1 ? StatusErrors.Forbidden(PodKind.Resource, "", "no") : null);
        await refused.AttemptAsync(1);
        cluster.Time.Advance(TimeSpan.FromMilliseconds(5));
        await refused.AttemptAsync(2);

        await using var conflict = new Probe(context, attempt => attempt <= 3 ? StatusErrors.Stale(ConfigMapKind.Resource, "m") : null);
        await conflict.AttemptAsync(4);
        cluster.Log.Entries.Should().BeEmpty();
    }

    [Test]
    public async Task Two_recorders_never_make_the_same_event()
    {
        var about = cluster.Get(NamespaceKind.Resource, "ns", "");
        var recorders = new[] { context.Events, context.Events.As("test"), context.Events.As("other") };
        await Task.WhenAll(recorders.SelectMany(r => Enumerable.Range(0, 5).Select(i => r.NormalAsync(about, "R", $"m{i}").AsTask())));

        cluster.Events("ns").Should().HaveCount(15);
    }

    [Test]
    public async Task A_repeat_counts_up_and_the_eleventh_of_many_like_it_is_combined()
    {
        var about = cluster.Get(NamespaceKind.Resource, "ns", "");
        for (var i = 0; i < 3; i++) await context.Events.WarningAsync(about, "Again", "the same");
        var repeated = cluster.List(EventKind.Resource, "default").Single(e => e.Root.String("reason") == "Again");
        repeated.Root.Long("count").Should().Be(3);
        repeated.Root.Map("involvedObject").Keys.Should().Equal("kind", "name", "uid", "apiVersion", "resourceVersion");

        for (var i = 0; i < 12; i++) await context.Events.NormalAsync(about, "Many", $"message {i}");
        var many = cluster.List(EventKind.Resource, "default").Where(e => e.Root.String("reason") == "Many").OrderBy(e => e.Revision).ToList();
        many.Should().HaveCount(10);
        many[^1].Root.String("message").Should().Be("(combined from similar events): message 11");
        many[^1].Root.Long("count").Should().Be(3);
    }

    /// <summary>Works on one key and fails as it is told.</summary>
    private sealed class Probe : Controller
    {
        private readonly Func<int, Exception?> fail;
        private readonly Dictionary<int, TaskCompletionSource> awaited = [];
        private int attempts;

        public Probe(ComponentContext context, Func<int, Exception?> fail) : base(context)
        {
            this.fail = fail;
            for (var i = 1; i <= 4; i++) awaited[i] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Start();
        }

        public async Task AttemptAsync(int number)
        {
            await awaited[number].Task.WaitAsync(TimeSpan.FromSeconds(5));
            await WhenIdleAsync().WaitAsync(TimeSpan.FromSeconds(5));
        }

        protected override void Watch() => Queue.Add(new("ns", "m"));

        protected override ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation)
        {
            var attempt = ++attempts;
            awaited[attempt].SetResult();
            return fail(attempt) is { } error ? ValueTask.FromException(error) : ValueTask.CompletedTask;
        }
    }
}
