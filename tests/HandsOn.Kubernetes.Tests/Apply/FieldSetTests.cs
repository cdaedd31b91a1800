using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using HandsOn.Kubernetes.Apply;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Apply;

public class FieldSetTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(300);

    [TestCase("""{"f:a":{}}""", """{"f:a":{"f:b":{}}}""", """{"f:a":{".":{},"f:b":{}}}""")]
    [TestCase("""{"f:b":{}}""", """{"f:a":{}}""", """{"f:a":{},"f:b":{}}""")]
    [TestCase("""{"f:p":{"k:{\"port\":443}":{}}}""", """{"f:p":{"k:{\"port\":80}":{}}}""", """{"f:p":{"k:{\"port\":80}":{},"k:{\"port\":443}":{}}}""")]
    [TestCase("{}", """{"f:a":{}}""", """{"f:a":{}}""")]
    public void Union_has_the_fields_of_both_in_order(string left, string right, string union) =>
        Set(left).Union(Set(right)).ToString().Should().Be(union);

    [TestCase("""{"f:a":{".":{},"f:b":{}}}""", """{"f:a":{}}""", """{"f:a":{"f:b":{}}}""")]
    [TestCase("""{"f:a":{".":{},"f:b":{}}}""", """{"f:a":{"f:b":{}}}""", """{"f:a":{}}""")]
    [TestCase("""{"f:a":{"f:b":{}}}""", """{"f:a":{"f:b":{}}}""", "{}")]
    public void Difference_takes_fields_but_not_those_below_them(string left, string right, string difference) =>
        Set(left).Difference(Set(right)).ToString().Should().Be(difference);

    [TestCase("""{"f:a":{".":{},"f:b":{}},"f:c":{}}""", """{"f:a":{}}""", """{"f:c":{}}""")]
    [TestCase("""{"f:a":{"f:b":{}}}""", """{"f:a":{"f:b":{"f:c":{}}}}""", """{"f:a":{"f:b":{}}}""")]
    public void Without_takes_fields_and_those_below_them(string left, string right, string rest) =>
        Set(left).Without(Set(right)).ToString().Should().Be(rest);

    [Test]
    public void Paths_are_those_of_conflicts() =>
        Set("""{"f:spec":{".":{},"f:c":{"k:{\"name\":\"a\"}":{".":{},"f:image":{}}},"f:f":{"v:\"x\"":{}}},"f:x":{}}""").Paths().Should().Equal(
            ".spec", ".x", ".spec.c[name=\"a\"]", ".spec.c[name=\"a\"].image", ".spec.f[=\"x\"]");

    [Test]
    public void Of_paths_holds_them() =>
        FieldSet.Of(["spec"], ["metadata", "labels"]).ToString().Should().Be("""{"f:metadata":{"f:labels":{}},"f:spec":{}}""");

    [Test]
    public void Operations_agree_with_each_other() => Prop.ForAll(Sets(), Sets(), (a, b) =>
        Same(a.Union(b), b.Union(a))
        && Same(a.Intersection(b), b.Intersection(a))
        && a.Difference(b).Intersection(b).IsEmpty
        && Same(a.Difference(b).Union(a.Intersection(b)), a)
        && Paths(a.Union(b)).SetEquals([.. a.Paths(), .. b.Paths()])
        && Paths(a.Difference(b)).SetEquals(a.Paths().Except(b.Paths()))).Check(Thorough);

    [Test]
    public void What_changes_nothing_gives_the_same_set_back() => Prop.ForAll(Sets(), Sets(), (a, b) =>
        ReferenceEquals(a.Union(a.Intersection(b)), a)
        && ReferenceEquals(a.Difference(b.Difference(a)), a)).Check(Thorough);

    private static FieldSet Set(string json) => FieldSet.From(JsonText.ParseMap(json));

    private static bool Same(FieldSet left, FieldSet right) => left.ToString() == right.ToString();

    private static HashSet<string> Paths(FieldSet set) => [.. set.Paths()];

    private static Arbitrary<FieldSet> Sets() => Arb.From(
        Gen.Elements("a", "b", "c").NonEmptyListOf().Where(p => p.Count < 5).Select(p => p.ToArray())
            .ListOf().Select(paths => FieldSet.Of([.. paths])));
}
