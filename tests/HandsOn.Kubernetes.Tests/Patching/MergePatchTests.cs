using FluentAssertions;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Patching;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Patching;

public class MergePatchTests
{
    // The examples of RFC 7386, appendix A, whose results are objects.
    [TestCase("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [TestCase("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [TestCase("""{"a":"b"}""", """{"a":null}""", "{}")]
    [TestCase("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [TestCase("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [TestCase("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [TestCase("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [TestCase("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [TestCase("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [TestCase("{}", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void Apply_merges(string document, string patch, string expected) =>
        MergePatch.Apply(JsonText.ParseMap(document), JsonText.Parse(patch)).ToString().Should().Be(expected);

    [TestCase("[1]", "error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}")]
    [TestCase("null", "Invalid JSON Patch")]
    public void Apply_of_what_is_no_object_is_a_bad_request(string patch, string message) =>
        FluentActions.Invoking(() => MergePatch.Apply(JsonMap.Empty, JsonText.Parse(patch))).Should().Throw<StatusException>()
            .Where(e => e.Code == 400).WithMessage(message);

    [Test]
    public void Apply_of_what_is_there_already_gives_the_same_object()
    {
        var document = JsonText.ParseMap("""{"a":{"b":["c",{"d":1}]}}""");
        MergePatch.Apply(document, JsonText.Parse("""{"a":{"b":["c",{"d":1}]},"x":null}""")).Should().BeSameAs(document);
    }

    [Test]
    public void Apply_of_many_members_copies_the_map_once()
    {
        var document = JsonText.ParseMap("""{"data":{"a":"b","gone":"x"}}""");
        var members = Enumerable.Range(0, 10_000).Select(i => KeyValuePair.Create($"k{i}", (object?)"v"));
        var patch = JsonMap.Of(("data", JsonMap.From(members.Append(new("gone", null)))));
        var patched = document;
        var before = GC.GetAllocatedBytesForCurrentThread();

        patched = MergePatch.Apply(document, patch);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(10_000_000);
        patched.Map("data").Count.Should().Be(10_001);
    }
}
