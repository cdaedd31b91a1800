using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Json;

[TestFixture]
public sealed class JsonMapTests
{
    [Test]
    public void With_AMemberChanged_LeavesTheOldMapAndSharesTheRest()
    {
        var pod = JsonMap.Of(("metadata", JsonMap.Of(("name", "p"))), ("spec", JsonMap.Of(("nodeName", "n1"))));
        var moved = pod.SetIn("n2", "spec", "nodeName");

        pod.String("spec", "nodeName").Should().Be("n1");
        moved.String("spec", "nodeName").Should().Be("n2");
        moved["metadata"].Should().BeSameAs(pod["metadata"]);
    }

    [Test]
    public void Keys_OfMapsWithTheSameNames_AreOneArray() =>
        JsonMap.Of(("a", 1), ("b", 2)).Keys.Should().BeSameAs(JsonText.ParseMap("""{"a":3,"b":4}""").Keys);

    [Test]
    public void Equals_OtherOrder_IsEqual() =>
        JsonMap.Of(("a", 1), ("b", 2)).Equals(JsonMap.Of(("b", 2), ("a", 1))).Should().BeTrue();

    [TestCase(5)]
    [TestCase(31)]
    [TestCase(33)]
    [TestCase(2_000)]
    public void AnyNumberOfMembers_IsFoundAndKeepsItsOrder(int count)
    {
        var names = Enumerable.Range(0, count).Select(i => $"member-{i}").ToList();
        var grown = names.Aggregate(JsonMap.Empty, (map, name) => map.With(name, name));
        var read = JsonText.ParseMap(grown.ToString());

        grown.Keys.Should().Equal(names);
        read.Equals(grown).Should().BeTrue();
        names.Select(n => grown[n]).Should().Equal(names);
        names.Select(n => read[n]).Should().Equal(names);
        grown.With("missing", null).ContainsKey("missing").Should().BeTrue();
        grown.Without(names[^1]).Keys.Should().Equal(names[..^1]);
    }

    /// <summary>More different first names than shapes are kept for: every map is right all the same.</summary>
    [Test]
    public void ManyDifferentMaps_AreAllRight()
    {
        for (var i = 0; i < 1_000; i++)
        {
            var map = JsonMap.Of(($"key-{i}", i), ("shared", "x"));
            map.Long($"key-{i}").Should().Be(i);
            map.String("shared").Should().Be("x");
        }
    }

    [Test]
    public void With_And_Without_BehaveAsADictionaryThatKeepsItsOrder() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<(byte Key, bool Sets)[]>(),
        changes =>
        {
            var map = JsonMap.Empty;
            var expected = new List<string>();
            foreach (var (number, sets) in changes)
            {
                var key = $"k{number % 12}";
                map = sets ? map.With(key, "v") : map.Without(key);
                if (!sets) expected.Remove(key);
                else if (!expected.Contains(key)) expected.Add(key);
            }
            return map.Keys.SequenceEqual(expected);
        }));
}
