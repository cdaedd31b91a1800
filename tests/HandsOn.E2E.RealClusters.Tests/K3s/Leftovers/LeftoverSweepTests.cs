using FluentAssertions;
using HandsOn.E2E.RealClusters.K3s.Leftovers;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.K3s.Leftovers;

public sealed class LeftoverSweepTests
{
    private static readonly DateTimeOffset Began = new(2026, 11, 23, 1, 2, 3, TimeSpan.Zero);
    private readonly FakeThings things = new();

    [TestCase("another machine's", "there", null, false)]
    [TestCase("a process that runs", "here", 0.0, false)]
    [TestCase("told a little differently", "here", 2.0, false)]
    [TestCase("a process that runs no more", "here", null, true)]
    [TestCase("another process of that number", "here", 60.0, true)]
    public async Task What_a_dead_process_of_this_machine_has_left_goes(string name, string host, double? seconds, bool goes)
    {
        things.Add(MarkedKind.Container, name, new RunLabels("r", host, 7, Began).Of("c", keep: false));

        var gone = await new LeftoverSweep(things, "here", id => id == 7 && seconds is { } later ? Began.AddSeconds(later) : null).RunAsync(default);

        gone.Select(t => t.Name).Should().Equal(goes ? [name] : []);
        things.Removed.Should().Equal(gone);
    }

    [Test]
    public async Task What_somebody_wants_to_keep_stays()
    {
        things.Add(MarkedKind.Container, "kept", new RunLabels("r", "here", 7, Began).Of("c", keep: true));

        (await new LeftoverSweep(things, "here", _ => null).RunAsync(default)).Should().BeEmpty();
    }

    [Test]
    public async Task What_does_not_say_whose_it_is_stays()
    {
        things.Add(MarkedKind.Volume, "strange", new Dictionary<string, string> { [RunLabels.RunLabel] = "r" });

        (await new LeftoverSweep(things, "here", _ => null).RunAsync(default)).Should().BeEmpty();
    }

    [Test]
    public async Task Containers_go_before_what_they_use()
    {
        var labels = new RunLabels("r", "here", 7, Began).Of("c", keep: false);
        things.Add(MarkedKind.Volume, "v", labels);
        things.Add(MarkedKind.Network, "n", labels);
        things.Add(MarkedKind.Container, "c", labels);

        await new LeftoverSweep(things, "here", _ => null).RunAsync(default);

        things.Removed.Select(t => t.Name).Should().Equal("c", "v", "n");
        LeftoverSweep.Told(things.Removed).Should().Be("container c and network n and 1 volume(s)");
    }

    [Test]
    public void This_very_process_runs() => RunningProcesses.StartOf(Environment.ProcessId).Should().NotBeNull();

    [Test]
    public void Nobody_has_the_number_that_no_process_gets() => RunningProcesses.StartOf(int.MaxValue).Should().BeNull();

    private sealed class FakeThings : IMarkedThings
    {
        private readonly List<MarkedThing> all = [];

        public List<MarkedThing> Removed { get; } = [];

        public void Add(MarkedKind kind, string name, IReadOnlyDictionary<string, string> labels) => all.Add(new(kind, name, name, labels));

        public Task<IReadOnlyList<MarkedThing>> FindAsync(string label, CancellationToken cancellation, string? value = null) =>
            Task.FromResult<IReadOnlyList<MarkedThing>>([.. all.Where(t => t.Labels.ContainsKey(label))]);

        public Task RemoveAsync(MarkedThing thing, CancellationToken cancellation)
        {
            Removed.Add(thing);
            return Task.CompletedTask;
        }
    }
}
