using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Storage;

[TestFixture]
public sealed class ObjectStoreTests
{
    private static readonly GroupResource Resource = ConfigMapKind.Resource;

    private ObjectStore store = null!;

    [SetUp]
    public void GivenAStore() => store = new ObjectStore(historyLength: 4);

    [TearDown]
    public void Close() => store.Dispose();

    [Test]
    public void Create_AnyResource_TakesTheNextRevisionOfOneClock()
    {
        var first = store.Create(Resource, Item("a"));
        var second = store.Create(SecretKind.Resource, Item("a"));

        second.Revision.Should().Be(first.Revision + 1);
        store.Revision.Should().Be(second.Revision);
    }

    [Test]
    public void Create_NameTaken_Conflicts()
    {
        store.Create(Resource, Item("a"));
        store.Invoking(s => s.Create(Resource, Item("a"))).Should().Throw<StatusException>().Which.Reason.Should().Be("AlreadyExists");
    }

    [Test]
    public void Update_OnAnOldPicture_Conflicts()
    {
        var seen = store.Create(Resource, Item("a"));
        store.Update(Resource, seen.SetIn("1", "data", "k"), seen);

        store.Invoking(s => s.Update(Resource, seen.SetIn("2", "data", "k"), seen)).Should().Throw<StatusException>()
            .WithMessage("Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply your changes to the latest version and try again");
    }

    [Test]
    public void Update_ThatChangesNothing_KeepsTheRevisionAndTellsNobody()
    {
        var seen = store.Create(Resource, Item("a"));
        using var watch = store.Watch(Resource);

        store.Update(Resource, KubeObject.Parse(seen.Root.ToString()), seen).ResourceVersion.Should().Be(seen.ResourceVersion);
        watch.Events.TryRead(out _).Should().BeFalse();
    }

    [Test]
    public void Watch_FromARevision_GetsEveryLaterWriteInOrder()
    {
        var a = store.Create(Resource, Item("a"));
        var b = store.Create(Resource, Item("b"));
        var gone = store.Delete(Resource, a);
        using var watch = store.Watch(Resource, a.Revision);
        var c = store.Create(Resource, Item("c"));

        Drain(watch).Should().Equal((StoreEventType.Added, b.Revision), (StoreEventType.Deleted, gone.Revision), (StoreEventType.Added, c.Revision));
    }

    [Test]
    public void Watch_FromBeforeTheHistory_Expires()
    {
        for (var i = 0; i < 6; i++) store.Create(Resource, Item($"n{i}"));
        store.Invoking(s => s.Watch(Resource, 1)).Should().Throw<StatusException>().Where(e => e.Code == 410 && e.Reason == "Expired");
    }

    [Test]
    public void Snapshot_LaterWrites_DoNotShow()
    {
        store.Create(Resource, Item("a"));
        var snapshot = store.Snapshot(Resource);
        store.Create(Resource, Item("b"));

        snapshot.Objects().Select(o => o.Name).Should().Equal("a");
    }

    [Test]
    public void Snapshot_Objects_AreInTheOrderOfEtcdKeys()
    {
        foreach (var name in new[] { "b", "a", "a-1", "B" }) store.Create(Resource, Item(name));
        store.Snapshot(Resource).Objects().Select(o => o.Name).Should().Equal("B", "a", "a-1", "b");
    }

    [Test]
    public void Dispose_OpenWatch_Completes()
    {
        var watch = store.Watch(Resource);
        store.Dispose();
        watch.Events.Completion.IsCompleted.Should().BeTrue();
    }

    private static KubeObject Item(string name) =>
        KubeObject.Parse($$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{{name}}}","namespace":"ns"}}""");

    private static List<(StoreEventType, long)> Drain(StoreWatch watch)
    {
        var events = new List<(StoreEventType, long)>();
        while (watch.Events.TryRead(out var change)) events.Add((change.Type, change.Revision));
        return events;
    }
}
