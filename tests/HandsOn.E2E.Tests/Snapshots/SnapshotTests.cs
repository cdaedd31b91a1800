using FluentAssertions;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Snapshots;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Versions;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Snapshots;

public sealed class SnapshotTests
{
    private WorkFolder folder = null!;

    private string Verified => folder.PathOf("T.describe.verified.txt");

    private string Received => folder.PathOf("T.describe.received.txt");

    [SetUp]
    public void MakeFolder() => folder = TestFolder.Create();

    [TearDown]
    public void DeleteFolder() => folder.Dispose();

    [Test]
    public void The_same_text_holds_and_clears_what_came_before()
    {
        File.WriteAllText(Verified, "a\r\nb");
        File.WriteAllText(Received, "old");

        Compare("a\nb\n").Should().Be(new SnapshotResult(null, null));
        File.Exists(Received).Should().BeFalse();
    }

    [Test]
    public void Another_text_fails_with_the_lines_that_differ_and_keeps_what_came()
    {
        File.WriteAllText(Verified, "1\n2\n3\n4\n5\n6\n7\n8\nold\n9\n");

        Compare("1\n2\n3\n4\n5\n6\n7\n8\nnew\n9\n").Failure.Should().EndWith(":\n  7\n  8\n- old\n+ new\n  9");
        File.ReadAllText(Received).Should().Contain("new");
    }

    [Test]
    public void A_missing_snapshot_is_a_note_at_a_desk_and_a_failure_in_CI()
    {
        Compare("a\n").Note.Should().StartWith("there is no T.describe.verified.txt to compare with");
        Compare("a\n", strict: true).Failure.Should().StartWith("there is no T.describe.verified.txt to compare with");
        File.Exists(Verified).Should().BeFalse();
    }

    [Test]
    public void Accepting_writes_the_snapshot()
    {
        new SnapshotSettings(Accept: true, Strict: true).Compare(folder.PathOf("T.describe"), "a\n").Note.Should().Be("T.describe.verified.txt was accepted");
        Compare("a\n", strict: true).Failure.Should().BeNull();
    }

    [TestCase("describe pod", 32, 36, "_kubectl=1.25_server=1.35")]
    [TestCase("describe pod", 36, 36, "_kubectl=1.35_server=1.35")]
    [TestCase("describe pod", 20, 20, "_kubectl=before-1.25_server=before-1.21")]
    [TestCase("describe deploy", 29, 36, "_kubectl=1.27_server=1.31")]
    [TestCase("get deploy", 32, 36, "")]
    public void One_snapshot_holds_from_one_change_of_looks_to_the_next(string command, int kubectl, int server, string suffix) =>
        OutputVersions.Suffix(command, new KubernetesMinor(kubectl), new KubernetesMinor(server)).Should().Be(suffix);

    [TestCase("get ingress", "_kubectl=1.18_server=1.22_class=traefik")]
    [TestCase("get deploy", "", Description = "shows no ingress controller")]
    public void Another_ingress_controller_has_snapshots_of_its_own(string command, string suffix) =>
        OutputVersions.Suffix(command, new KubernetesMinor(36), new KubernetesMinor(36), "traefik").Should().Be(suffix);

    private SnapshotResult Compare(string text, bool strict = false) => new SnapshotSettings(Accept: false, strict).Compare(folder.PathOf("T.describe"), text);
}
