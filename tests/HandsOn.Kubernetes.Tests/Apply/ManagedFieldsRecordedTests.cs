using FluentAssertions;
using HandsOn.Kubernetes.Apply;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Schemas;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Apply;

public class ManagedFieldsRecordedTests
{
    // What admission and the strategies of a Job add is owned by nobody; the recording shows the object only after that.
    private static readonly string[] CompletedLater = ["created-Job-j"];

    private static IEnumerable<string> Created => Recordings.Names("created-").Except(CompletedLater);

    private static IEnumerable<string> Later => Recordings.Names("later-");

    [TestCaseSource(nameof(Created))]
    public void A_created_object_is_owned_as_on_a_real_cluster(string name)
    {
        var stored = Recordings.Read(name);
        var entry = (JsonMap)stored.Map("metadata").List("managedFields")[0]!;

        var writer = Writer(stored, entry) with { ResetFields = FieldWriter.StatusIsReset };

        var tracked = ManagedFields.Update(null, AsSent(stored), Schema(stored), writer);

        tracked.Map("metadata").List("managedFields").ToString().Should().Be(JsonList.Of(entry).ToString());
    }

    [TestCaseSource(nameof(Later))]
    public void A_changed_status_is_owned_as_on_a_real_cluster(string name)
    {
        var before = Recordings.Read(name.Replace("later-", "created-", StringComparison.Ordinal));
        var after = Recordings.Read(name);
        var expected = after.Map("metadata").List("managedFields");
        var untracked = after.SetIn(before.At("metadata", "managedFields"), "metadata", "managedFields");

        var tracked = ManagedFields.Update(before, untracked, Schema(after), Writer(after, (JsonMap)expected[1]!));

        tracked.Map("metadata").List("managedFields").ToString().Should().Be(expected.ToString());
    }

    // Addresses and node ports are allotted after ownership is settled.
    private static JsonMap AsSent(JsonMap stored)
    {
        var sent = Recordings.Untracked(stored);
        if (stored.String("kind") != "Service") return sent;
        if (sent.String("spec", "clusterIP") != "None") sent = sent.RemoveIn("spec", "clusterIP");
        foreach (var name in (string[])["clusterIPs", "ipFamilies", "ipFamilyPolicy"]) sent = sent.RemoveIn("spec", name);
        return sent.Map("spec").ContainsKey("ports")
            ? sent.SetIn(sent.Map("spec").List("ports").MapEach(port => port.Without("nodePort")), "spec", "ports")
            : sent;
    }

    private static TypeSchema Schema(JsonMap root) => SchemaCatalog.Default.ForKind(Recordings.Kind(root))!;

    private static FieldWriter Writer(JsonMap root, JsonMap entry) => new(
        entry.String("manager")!, Recordings.Kind(root), Timestamps.Parse(entry.String("time"))!.Value, entry.String("subresource") ?? "");
}
