using FluentAssertions;
using HandsOn.Kubernetes.Apply;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Apply;

public class ManagedFieldsTests
{
    private static readonly GroupVersionKind Kind = new("apps", "v1", "Deployment");
    private static readonly DateTimeOffset Time = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void Update_that_changes_nothing_gives_the_stored_entries_back()
    {
        var stored = Create("""{"metadata":{"labels":{"a":"1"}},"spec":{"replicas":1}}""");
        Update(stored, stored, "other").Should().BeSameAs(stored);
    }

    [Test]
    public void Objects_with_the_same_fields_share_what_is_kept_of_them()
    {
        JsonMap Fields(string json) => Create(json).List("metadata", "managedFields").Maps().Single().Map("fieldsV1");
        Fields("""{"metadata":{"labels":{"a":"1"}},"spec":{"replicas":1}}""")
            .Should().BeSameAs(Fields("""{"metadata":{"labels":{"a":"2"}},"spec":{"replicas":5}}"""));
    }

    [Test]
    public void Update_of_a_value_moves_its_ownership()
    {
        var stored = Create("""{"spec":{"replicas":1,"strategy":{"type":"Recreate"}}}""");
        Owners(Update(stored, stored.SetIn(2, "spec", "replicas"), "other")).Should().Equal(
            "other: {\"f:spec\":{\"f:replicas\":{}}}", "writer: {\"f:spec\":{\"f:strategy\":{\"f:type\":{}}}}");
    }

    [Test]
    public void Update_that_removes_a_value_removes_its_ownership()
    {
        var stored = Create("""{"metadata":{"labels":{"a":"1","b":"1"}}}""");
        Owners(Update(stored, stored.RemoveIn("metadata", "labels", "a"), "other")).Should().Equal(
            "writer: {\"f:metadata\":{\"f:labels\":{\".\":{},\"f:b\":{}}}}");
    }

    [Test]
    public void Update_by_the_last_owner_of_something_else_drops_the_empty_entry()
    {
        var stored = Create("""{"spec":{"replicas":1}}""");
        Owners(Update(stored, stored.SetIn(2, "spec", "replicas"), "other")).Should().Equal("other: {\"f:spec\":{\"f:replicas\":{}}}");
    }

    [Test]
    public void Status_cannot_be_owned_through_the_main_resource()
    {
        var stored = Create("""{"spec":{"replicas":1}}""");
        var writer = Writer("other") with { ResetFields = FieldWriter.StatusIsReset };
        Owners(ManagedFields.Update(stored, stored.SetIn(2, "status", "replicas"), SmallSchemas.Deployment, writer))
            .Should().Equal("writer: {\"f:spec\":{\"f:replicas\":{}}}");
    }

    [Test]
    public void A_subresource_has_an_entry_of_its_own()
    {
        var stored = Create("""{"spec":{"replicas":1}}""");
        var changed = ManagedFields.Update(stored, stored.SetIn(1, "status", "replicas"), SmallSchemas.Deployment,
            Writer("writer") with { Subresource = "status" });
        changed.Map("metadata").List("managedFields").Maps().Select(e => e.String("subresource")).Should().Equal(null, "status");
    }

    [Test]
    public void A_write_through_scale_leaves_no_time()
    {
        var stored = Create("""{"spec":{"replicas":1}}""");
        var scaled = ManagedFields.Update(stored, stored.SetIn(2, "spec", "replicas"), SmallSchemas.Deployment, Writer("w") with { Subresource = "scale" });
        scaled.Map("metadata").List("managedFields").ToString().Should().Be(
            """[{"manager":"w","operation":"Update","apiVersion":"apps/v1","fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:replicas":{}}},"subresource":"scale"}]""");
    }

    [TestCase("[]")]
    [TestCase("[{}]")]
    public void Empty_managed_fields_stop_the_tracking(string sent)
    {
        var stored = Create("""{"spec":{"replicas":1}}""");
        var reset = Update(stored, stored.SetIn(JsonText.Parse(sent), "metadata", "managedFields").SetIn(2, "spec", "replicas"), "other");
        reset.Map("metadata").ContainsKey("managedFields").Should().BeFalse();
    }

    [TestCase("""[{"manager":"x","operation":"Guess","apiVersion":"apps/v1","fieldsType":"FieldsV1","fieldsV1":{}}]""")]
    [TestCase("""[{"manager":"x","operation":"Update","apiVersion":"apps/v1","fieldsType":"FieldsV1","fieldsV1":{"f:spec":7}}]""")]
    public void Senseless_managed_fields_are_ignored(string sent)
    {
        var stored = Create("""{"spec":{"replicas":1}}""");
        Owners(Update(stored, stored.SetIn(JsonText.Parse(sent), "metadata", "managedFields"), "other")).Should().Equal(Owners(stored));
    }

    [Test]
    public void A_request_may_rewrite_managed_fields()
    {
        var stored = Create("""{"spec":{"replicas":1}}""");
        var sent = JsonText.Parse("""[{"manager":"x","operation":"Apply","apiVersion":"apps/v1","fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:replicas":{}}}}]""");
        Owners(Update(stored, stored.SetIn(sent, "metadata", "managedFields"), "other")).Should().Equal("x: {\"f:spec\":{\"f:replicas\":{}}}");
    }

    [Test]
    public void The_oldest_of_more_than_ten_updaters_are_merged()
    {
        var stored = Create("""{"metadata":{"labels":{"l":"0"}}}""");
        for (var i = 1; i <= 12; i++)
            stored = ManagedFields.Update(stored, stored.SetIn("1", "metadata", "labels", $"l{i}"), SmallSchemas.Deployment,
                Writer($"m{i}") with { Time = Time.AddSeconds(i) });

        var entries = stored.Map("metadata").List("managedFields").Maps().ToList();
        entries.Should().HaveCount(10);
        entries[0].String("manager").Should().Be("ancient-changes");
        entries[0].Map("fieldsV1", "f:metadata", "f:labels").Keys.Should().Contain(["f:l", "f:l1", "f:l2", "f:l3"]);
    }

    [Test]
    public void A_changed_condition_takes_only_what_changed_in_it()
    {
        var stored = Create("""{"status":{"conditions":[{"type":"A","status":"True"},{"type":"B","status":"True"}]}}""");
        var changed = stored.With("status", JsonText.Parse("""{"conditions":[{"type":"A","status":"False"},{"type":"B","status":"True"}]}"""));
        Owners(Update(stored, changed, "other"))[0].Should().Be(
            "other: {\"f:status\":{\"f:conditions\":{\"k:{\\\"type\\\":\\\"A\\\"}\":{\"f:status\":{}}}}}");
    }

    private static JsonMap Create(string json) => ManagedFields.Update(null, JsonText.ParseMap(json), SmallSchemas.Deployment, Writer("writer"));

    private static JsonMap Update(JsonMap stored, JsonMap updated, string manager) =>
        ManagedFields.Update(stored, updated, SmallSchemas.Deployment, Writer(manager));

    private static FieldWriter Writer(string manager) => new(manager, Kind, Time);

    private static List<string> Owners(JsonMap root) =>
        [.. root.Map("metadata").List("managedFields").Maps().Select(e => $"{e.String("manager")}: {e["fieldsV1"]}")];
}
