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

    [Test]
    public void Unknown_members_of_operations_are_found() =>
        JsonPatch.UnknownFields((JsonList)JsonText.Parse("""[{"op":"test","path":"/a"},{"op":"add","path":"/a","val":1}]""")!)
            .Should().Equal("json patch unknown field \"[1].val\"");
}
