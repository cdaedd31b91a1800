using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Controllers;

public class EventRecorderTests : ControllerTest
{
    [Test]
    public async Task A_repeat_is_counted_until_as_many_other_events_as_are_remembered_came_between()
    {
        var recorder = new EventRecorder(Cluster.Client, Cluster.Time, "test");
        await recorder.NormalAsync(Pod("p"), "Tested", "It was tested.");
        await recorder.NormalAsync(Pod("p"), "Tested", "It was tested.");
        Counts.Should().Equal(2);

        for (var other = 0; other < EventRecorder.Capacity; other++) await recorder.NormalAsync(Pod($"other{other}"), "Tested", "It was tested.");
        await recorder.NormalAsync(Pod("p"), "Tested", "It was tested.");

        Counts.Should().BeEquivalentTo([2L, 1L]);
    }

    private IEnumerable<long?> Counts =>
        Cluster.List(EventKind.Resource).Where(e => e.Root.String("involvedObject", "name") == "p").Select(e => e.Root.Long("count"));

    private static KubeObject Pod(string name) => KubeObject.Parse($$$"""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{name}}}","namespace":"ns","uid":"{{{name}}}"}}""");
}
