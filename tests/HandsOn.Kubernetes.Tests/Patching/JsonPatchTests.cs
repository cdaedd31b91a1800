using FluentAssertions;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Patching;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Patching;

public class JsonPatchTests
{
    private const string Document = """{"a":{"b":[1,2,3],"x/y":1},"c":"d"}""";

    [TestCase("""[{"op":"add","path":"/a/n","value":5}]""", """{"a":{"b":[1,2,3],"x/y":1,"n":5},"c":"d"}""")]
    [TestCase("""[{"op":"add","path":"/a/b/1","value":9}]""", """{"a":{"b":[1,9,2,3],"x/y":1},"c":"d"}""")]
    [TestCase("""[{"op":"add","path":"/a/b/-","value":9}]""", """{"a":{"b":[1,2,3,9],"x/y":1},"c":"d"}""")]
    [TestCase("""[{"op":"add","path":"/a/b/3","value":9}]""", """{"a":{"b":[1,2,3,9],"x/y":1},"c":"d"}""")]
    [TestCase("""[{"op":"add","path":"/a/b/-1","value":9}]""", """{"a":{"b":[1,2,3,9],"x/y":1},"c":"d"}""")]
    [TestCase("""[{"op":"remove","path":"/a/x~1y"}]""", """{"a":{"b":[1,2,3]},"c":"d"}""")]
    [TestCase("""[{"op":"remove","path":"/a/b/-1"}]""", """{"a":{"b":[1,2],"x/y":1},"c":"d"}""")]
    [TestCase("""[{"op":"replace","path":"/a/b/0","value":{"k":"v"}}]""", """{"a":{"b":[{"k":"v"},2,3],"x/y":1},"c":"d"}""")]
    [TestCase("""[{"op":"replace","path":"/new","value":1}]""", """{"a":{"b":[1,2,3],"x/y":1},"c":"d","new":1}""")]
    [TestCase("""[{"op":"replace","path":"","value":{"z":1}}]""", """{"z":1}""")]
    [TestCase("""[{"op":"move","from":"/c","path":"/a/c"}]""", """{"a":{"b":[1,2,3],"x/y":1,"c":"d"}}""")]
    [TestCase("""[{"op":"copy","from":"/a/b","path":"/c"}]""", """{"a":{"b":[1,2,3],"x/y":1},"c":[1,2,3]}""")]
    [TestCase("""[{"op":"test","path":"/a/b","value":[1,2,3]},{"op":"test","path":"/missing","value":null},{"op":"remove","path":"/a"}]""", """{"c":"d"}""")]
    [TestCase("[]", Document)]
    public void Apply_does_the_operations(string patch, string expected) =>
        JsonPatch.Apply(JsonText.ParseMap(Document), JsonText.Parse(patch)).ToString().Should().Be(expected);

    [TestCase("""[{"op":"test","path":"/c","value":"e"}]""")]
    [TestCase("""[{"op":"remove","path":"/nope"}]""")]
    [TestCase("""[{"op":"remove","path":"/a/b/3"}]""")]
    [TestCase("""[{"op":"add","path":"/nope/x","value":1}]""")]
    [TestCase("""[{"op":"add","path":"/a/b/5","value":1}]""")]
    [TestCase("""[{"op":"add","path":"/a/b/x","value":1}]""")]
    [TestCase("""[{"op":"add","path":"","value":{}}]""")]
    [TestCase("""[{"op":"add","value":1}]""")]
    [TestCase("""[{"op":"move","from":"/nope","path":"/x"}]""")]
    [TestCase("""[{"op":"increase","path":"/c"}]""")]
    [TestCase("""[{"op":"replace","path":"","value":[1]}]""")]
    [TestCase("""[{"op":"replace","path":"c","value":{}}]""")]
    public void Apply_of_what_does_not_apply_is_refused_without_saying_why(string patch) =>
        FluentActions.Invoking(() => JsonPatch.Apply(JsonText.ParseMap(Document), JsonText.Parse(patch)))
            .Should().Throw<StatusException>().Where(e => e.Code == 422 && e.Reason == "Invalid" && e.Details!.Count == 0)
            .WithMessage("the server rejected our request due to an error in our request");

    [Test]
    public void Apply_of_what_is_no_list_is_a_bad_request() =>
        FluentActions.Invoking(() => JsonPatch.Apply(JsonMap.Empty, JsonMap.Empty)).Should().Throw<StatusException>().Where(e => e.Code == 400)
            .WithMessage("error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp");

    [Test]
    public void Apply_shares_what_it_does_not_change()
    {
        var document = JsonText.ParseMap(Document);
        JsonPatch.Apply(document, JsonText.Parse("""[{"op":"replace","path":"/c","value":"e"}]"""))["a"].Should().BeSameAs(document["a"]);
    }

    [TestCase("", 1_572_862, true)]
    [TestCase("", 1_572_863, false)]
    [TestCase("<&>", 1_572_862 - 18, true)]
    [TestCase("<&>", 1_572_862 - 17, false)]
    [TestCase("\\\"\n\b", 1_572_862 - 8, true)]
    [TestCase("\\\"\n\b", 1_572_862 - 7, false)]
    [TestCase("\u0001\u2028", 1_572_862 - 12, true)]
    [TestCase("\u0001\u2028", 1_572_862 - 11, false)]
    [TestCase("é\U0001F642", 1_572_862 - 6, true)]
    [TestCase("é\U0001F642", 1_572_862 - 5, false)]
    public void Copies_may_have_three_mebibytes_in_all_as_Go_would_write_them(string start, int more, bool isAllowed)
    {
        var document = JsonMap.Of(("a", start + new string('x', more)));
        var copies = JsonText.Parse("""[{"op":"copy","from":"/a","path":"/b"},{"op":"copy","from":"/a","path":"/c"}]""");

        var apply = () => JsonPatch.Apply(document, copies);

        if (isAllowed) apply().Count.Should().Be(3);
        else apply.Should().Throw<StatusException>().Where(e => e.Code == 422);
    }

    [TestCase(3_145_728 - 36, true)]
    [TestCase(3_145_728 - 35, false)]
    public void Maps_lists_and_nulls_count_with_their_punctuation(int length, bool isAllowed)
    {
        var document = JsonMap.Of(("a", JsonMap.Of(("k", JsonText.Parse("[1,null,true,{}]")), ("l", JsonMap.Empty), ("s", new string('x', length)))));

        var apply = () => JsonPatch.Apply(document, JsonText.Parse("""[{"op":"copy","from":"/a","path":"/b"}]"""));

        """{"k":[1,null,true,{}],"l":{},"s":""}""".Length.Should().Be(36);
        if (isAllowed) apply().Count.Should().Be(2);
        else apply.Should().Throw<StatusException>().Where(e => e.Code == 422);
    }

    [Test]
    public void A_document_that_is_copied_into_itself_again_and_again_is_refused_before_it_grows()
    {
        var document = JsonMap.Of(("data", JsonMap.Of(("z", new string('x', 100_000)))));
        var bomb = JsonList.From(Enumerable.Range(0, 20).Select(i => (object?)JsonMap.Of(("op", "copy"), ("from", "/data"), ("path", $"/data/z{i}"))));

        var allocated = AllocatedBy(() => FluentActions.Invoking(() => JsonPatch.Apply(document, bomb)).Should().Throw<StatusException>().Where(e => e.Code == 422));

        allocated.Should().BeLessThan(1_000_000, "copies share what they copy");
    }

    [TestCase("copy")]
    [TestCase("move")]
    public void A_document_that_operations_nest_too_deeply_is_refused(string operation)
    {
        var document = JsonText.ParseMap("""{"a0":{}}""");
        var nesting = JsonList.From(Enumerable.Range(0, 600).SelectMany(i => new object?[]
        {
            JsonMap.Of(("op", "add"), ("path", $"/a{i + 1}"), ("value", JsonMap.Empty)),
            JsonMap.Of(("op", operation), ("from", $"/a{i}"), ("path", $"/a{i + 1}/x")),
        }));

        FluentActions.Invoking(() => JsonPatch.Apply(document, nesting)).Should().Throw<StatusException>().Where(e => e.Code == 422);
    }

    [Test]
    public void Ten_thousand_operations_on_one_map_do_not_copy_it_ten_thousand_times()
    {
        var document = JsonText.ParseMap("""{"data":{"a":"b"}}""");
        var adds = JsonList.From(Enumerable.Range(0, 10_000).Select(i => (object?)JsonMap.Of(("op", "add"), ("path", $"/data/k{i}"), ("value", "v"))));
        var patched = document;

        var allocated = AllocatedBy(() => patched = JsonPatch.Apply(document, adds));

        patched.Map("data").Count.Should().Be(10_001);
        allocated.Should().BeLessThan(20_000_000);
    }

    [Test]
    public void More_than_ten_thousand_operations_are_too_many()
    {
        var patch = JsonList.From(Enumerable.Repeat((object?)JsonText.Parse("""{"op":"test","path":"/c","value":"d"}"""), 10_001));

        FluentActions.Invoking(() => JsonPatch.Apply(JsonText.ParseMap(Document), patch)).Should().Throw<StatusException>().Where(e => e.Code == 413)
            .WithMessage("Request entity is too large: The allowed maximum operations in a JSON patch is 10000, got 10001");
    }

    [Test]
    public void Operations_see_what_the_ones_before_them_have_done()
    {
        var patch = JsonText.Parse(
            """
            [{"op":"add","path":"/a/m","value":{"x":1}},{"op":"copy","from":"/a","path":"/e"},{"op":"add","path":"/a/m/y","value":2},
             {"op":"test","path":"/a/m","value":{"x":1,"y":2}},{"op":"test","path":"/e/m","value":{"x":1}},{"op":"move","from":"/a/m","path":"/a/b/0"},
             {"op":"replace","path":"/a/b/0/x","value":3},{"op":"remove","path":"/a/x~1y"},{"op":"test","path":"","value":{"a":{"b":[{"x":3,"y":2},1,2,3]},
             "c":"d","e":{"b":[1,2,3],"x/y":1,"m":{"x":1}}}},{"op":"remove","path":"/e"},{"op":"add","path":"/c","value":"f"}]
            """);

        JsonPatch.Apply(JsonText.ParseMap(Document), patch).ToString().Should().Be("""{"a":{"b":[{"x":3,"y":2},1,2,3]},"c":"f"}""");
    }

    private static long AllocatedBy(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Test]
    public void Unknown_members_of_operations_are_found() =>
        JsonPatch.UnknownFields((JsonList)JsonText.Parse("""[{"op":"test","path":"/a"},{"op":"add","path":"/a","val":1}]""")!)
            .Should().Equal("json patch unknown field \"[1].val\"");
}
