using System.Text;
using FluentAssertions;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Snapshots;
using HandsOn.E2E.Tests.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Snapshots;

/// <summary>The same files with the same bytes, whoever compares: text files in every build, Verify where its package is.</summary>
[TestFixtureSource(nameof(Comparers))]
public sealed class SnapshotTests(string comparer)
{
    private static readonly Dictionary<string, ISnapshotComparer> ByName =
        new ISnapshotComparer[] { new TextFileComparer(), SnapshotComparers.Default }.DistinctBy(c => c.GetType()).ToDictionary(c => c.GetType().Name);

    private WorkFolder folder = null!;

    private static IEnumerable<string> Comparers => ByName.Keys;

    private string Verified => folder.PathOf("T.describe.verified.txt");

    private string Received => folder.PathOf("T.describe.received.txt");

    [SetUp]
    public void MakeFolder() => folder = TestFolder.Create();

    [TearDown]
    public void DeleteFolder() => folder.Dispose();

    [TestCase("a\n", "a\n")]
    [TestCase("a", "a\n")]
    [TestCase("a\n", "a")]
    [TestCase("a\n\n", "a\n")]
    [TestCase("a\r\nb\r\n", "a\nb\n")]
    [TestCase("a\nb\n", "a\r\nb\r\n")]
    [TestCase("\uFEFFa\n", "a\n")]
    [TestCase("日本語 2026-11-23T01:02:03Z 0b3f7a52-6d4e-4a55-9a5b-1f2e3d4c5b6a\n", "日本語 2026-11-23T01:02:03Z 0b3f7a52-6d4e-4a55-9a5b-1f2e3d4c5b6a\n")]
    public async Task The_same_text_holds_stays_as_it_is_and_clears_what_came_before(string verified, string received)
    {
        File.WriteAllText(Verified, verified);
        File.WriteAllText(Received, "old");

        (await CompareAsync(received)).Should().Be(new SnapshotResult(null, null));
        File.ReadAllBytes(Verified).Should().Equal(Encoding.UTF8.GetBytes(verified));
        File.Exists(Received).Should().BeFalse();
    }

    [Test]
    public async Task Another_text_fails_with_the_lines_that_differ_and_keeps_what_came()
    {
        File.WriteAllText(Verified, "1\n2\n3\n4\n5\n6\n7\n8\nold\n9\n");

        (await CompareAsync("1\n2\n3\n4\n5\n6\n7\n8\nnew\n9\n")).Should().Be(new SnapshotResult(
            "the output is not that of T.describe.verified.txt (accept it with HANDSON_ACCEPT=1):\n  7\n  8\n- old\n+ new\n  9", null));
        File.ReadAllText(Received).Should().Contain("new");
        File.ReadAllText(Verified).Should().Contain("old");
    }

    [TestCase("a\n ", "a\n", TestName = "A space at the end is a difference")]
    [TestCase("a\n\nb\n", "a\nb\n", TestName = "An empty line in between is a difference")]
    [TestCase("A\n", "a\n", TestName = "A capital letter is a difference")]
    [TestCase("12:00\n", "12:01\n", TestName = "Nobody masks a second time")]
    public async Task Difference(string verified, string received)
    {
        File.WriteAllText(Verified, verified);

        (await CompareAsync(received)).Failure.Should().StartWith("the output is not that of T.describe.verified.txt");
        File.ReadAllBytes(Received).Should().Equal(Encoding.UTF8.GetBytes(received));
    }

    [Test]
    public async Task A_missing_snapshot_is_a_note_at_a_desk_and_a_failure_in_CI()
    {
        (await CompareAsync("日本\r\n")).Should().Be(new SnapshotResult(null, "there is no T.describe.verified.txt to compare with; accept what came with HANDSON_ACCEPT=1"));
        (await CompareAsync("日本\r\n", strict: true)).Failure.Should().StartWith("there is no T.describe.verified.txt to compare with");
        File.Exists(Verified).Should().BeFalse();
        File.ReadAllBytes(Received).Should().Equal("日本\n"u8.ToArray());
    }

    [TestCase(null)]
    [TestCase("old\n")]
    public async Task Accepting_writes_the_snapshot(string? verified)
    {
        if (verified is not null) File.WriteAllText(Verified, verified);

        (await CompareAsync("日本\n", strict: true, accept: true)).Should().Be(new SnapshotResult(null, "T.describe.verified.txt was accepted"));
        File.ReadAllBytes(Verified).Should().Equal("日本\n"u8.ToArray());
        File.Exists(Received).Should().BeFalse();
        (await CompareAsync("日本\n", strict: true)).Failure.Should().BeNull();
    }

    [Test]
    public async Task Accepting_what_holds_already_changes_nothing()
    {
        File.WriteAllText(Verified, "a");

        (await CompareAsync("a\n", accept: true)).Should().Be(new SnapshotResult(null, null));
        File.ReadAllText(Verified).Should().Be("a");
    }

    [Test]
    public async Task Snapshots_whose_names_begin_alike_do_not_meet()
    {
        File.WriteAllText(folder.PathOf("T.describe-pod.verified.txt"), "other\n");
        File.WriteAllText(folder.PathOf("T.describe-pod.received.txt"), "other\n");
        File.WriteAllText(Verified, "a\n");

        (await CompareAsync("a\n", accept: true)).Failure.Should().BeNull();
        Directory.GetFiles(folder.Root).Select(Path.GetFileName).Should().BeEquivalentTo("T.describe-pod.verified.txt", "T.describe-pod.received.txt", "T.describe.verified.txt");
    }

    private Task<SnapshotResult> CompareAsync(string text, bool strict = false, bool accept = false) =>
        new SnapshotSettings(accept, strict) { Comparer = ByName[comparer] }.CompareAsync(new(folder.Root, "T.describe"), text);

}
