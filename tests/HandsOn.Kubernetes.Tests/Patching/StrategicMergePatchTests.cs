using FluentAssertions;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Patching;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Patching;

public class StrategicMergePatchTests
{
    private static object[][] Patches =>
    [
        Case("scalars are replaced, nulls remove",
            """{"spec":{"replicas":1,"paused":true}}""", """{"spec":{"replicas":2,"paused":null}}""", """{"spec":{"replicas":2}}"""),
        Case("labels are merged",
            """{"metadata":{"labels":{"a":"1","b":"1"}}}""", """{"metadata":{"labels":{"a":null,"c":"1"}}}""", """{"metadata":{"labels":{"b":"1","c":"1"}}}"""),
        Pod("containers are merged by name, new ones come last",
            """{"containers":[{"name":"a","image":"1"},{"name":"b","image":"1"}]}""",
            """{"containers":[{"name":"b","image":"2"},{"name":"c","image":"2","command":null}]}""",
            """{"containers":[{"name":"a","image":"1"},{"name":"b","image":"2"},{"name":"c","image":"2"}]}"""),
        Pod("an item is deleted by its key",
            """{"containers":[{"name":"a"},{"name":"b"}]}""", """{"containers":[{"name":"a","$patch":"delete"}]}""", """{"containers":[{"name":"b"}]}"""),
        Pod("a list is replaced",
            """{"containers":[{"name":"a"},{"name":"b"}]}""", """{"containers":[{"$patch":"replace"},{"name":"z"},{"name":"a"}]}""",
            """{"containers":[{"name":"z"},{"name":"a"}]}"""),
        Pod("a replace directive in any item replaces the list",
            """{"containers":[{"name":"a","image":"1"}]}""", """{"containers":[{"name":"a","$patch":"replace"}]}""", """{"containers":[]}"""),
        Pod("a list without a merge key is one value",
            """{"containers":[{"name":"a","args":["x","y"]}]}""", """{"containers":[{"name":"a","args":["z"]}]}""",
            """{"containers":[{"name":"a","args":["z"]}]}"""),
        Pod("$setElementOrder orders",
            """{"containers":[{"name":"a"},{"name":"server"},{"name":"b"}]}""",
            """{"$setElementOrder/containers":[{"name":"b"},{"name":"a"},{"name":"n"}],"containers":[{"name":"n"}]}""",
            """{"containers":[{"name":"server"},{"name":"b"},{"name":"a"},{"name":"n"}]}"""),
        Pod("$setElementOrder with one item changed",
            """{"containers":[{"name":"a","image":"1"},{"name":"b","image":"1"}]}""",
            """{"$setElementOrder/containers":[{"name":"a"},{"name":"b"}],"containers":[{"name":"b","image":"2"}]}""",
            """{"containers":[{"name":"a","image":"1"},{"name":"b","image":"2"}]}"""),
        Pod("$retainKeys of a volume",
            """{"volumes":[{"name":"v","emptyDir":{}}]}""", """{"volumes":[{"name":"v","$retainKeys":["name","hostPath"],"hostPath":{"path":"/x"}}]}""",
            """{"volumes":[{"name":"v","hostPath":{"path":"/x"}}]}"""),
        Case("$retainKeys of the strategy",
            """{"spec":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"1"}}}}""", """{"spec":{"strategy":{"$retainKeys":["type"],"type":"Recreate"}}}""",
            """{"spec":{"strategy":{"type":"Recreate"}}}"""),
        Case("scalars are added to a set",
            """{"metadata":{"finalizers":["a","b"]}}""", """{"metadata":{"finalizers":["b","c"]}}""", """{"metadata":{"finalizers":["a","b","c"]}}"""),
        Case("scalars are deleted from a set",
            """{"metadata":{"finalizers":["a","b"]}}""", """{"metadata":{"$deleteFromPrimitiveList/finalizers":["a","z"]}}""", """{"metadata":{"finalizers":["b"]}}"""),
        Case("scalars are deleted and ordered",
            """{"metadata":{"finalizers":["a","b","c"]}}""",
            """{"metadata":{"$deleteFromPrimitiveList/finalizers":["b"],"$setElementOrder/finalizers":["c","a"]}}""", """{"metadata":{"finalizers":["c","a"]}}"""),
        Case("a map is emptied",
            """{"spec":{"strategy":{"type":"Recreate"}}}""", """{"spec":{"strategy":{"$patch":"delete"}}}""", """{"spec":{"strategy":{}}}"""),
        Case("a map is replaced",
            """{"metadata":{"labels":{"a":"1"}}}""", """{"metadata":{"labels":{"$patch":"replace","b":"1"}}}""", """{"metadata":{"labels":{"b":"1"}}}"""),
        Case("what is new is stored without nulls and directives",
            "{}", """{"spec":{"template":{"spec":{"containers":[{"name":"a","image":null},{"name":"b","$patch":"delete"}]}}}}""",
            """{"spec":{"template":{"spec":{"containers":[{"name":"a"}]}}}}"""),
    ];

    [TestCaseSource(nameof(Patches))]
    public void Apply_merges(string name, string document, string patch, string expected) =>
        ((object)Apply(document, patch)).Should().Be(JsonText.ParseMap(expected), name);

    [TestCase("""{"spec":{"template":{"spec":{"containers":[{"image":"x"}]}}}}""", 500, "map: map[image:x] does not contain declared merge key: name")]
    [TestCase("""{"spec":{"template":{"spec":{"containers":[{"name":"a","$patch":"drop"}]}}}}""", 500, "unknown patch type: drop in map: map[$patch:drop name:a]")]
    [TestCase("""{"spec":{"$patch":"merge"}}""", 500, "unknown patch type: merge in map: map[$patch:merge]")]
    [TestCase("""{"spec":{"template":{"spec":{"containers":["x"]}}}}""", 500, "list element types are not identical: [[map[image:1 name:a]] [x]]")]
    [TestCase("""{"spec":{"$retainKeys":["replicas"],"strategy":{"type":"Recreate"}}}""", 400, "invalid patch format of retainKeys")]
    [TestCase("""{"spec":{"template":{"spec":{"$setElementOrder/containers":[{"name":"b"}],"containers":[{"name":"a"}]}}}}""", 500,
        "The order in patch list:\n[map[name:a]]\n doesn't match $setElementOrder list:\n[map[name:b]]\n")]
    [TestCase("""{"spec":{"$setElementOrder/nope":[1],"nope":[1]}}""", 500, "unable to find api field in struct DeploymentSpec for the json field \"nope\"")]
    public void Apply_of_a_senseless_patch_fails_in_the_words_of_Kubernetes(string patch, int code, string message) =>
        FluentActions.Invoking(() => Apply("""{"spec":{"template":{"spec":{"containers":[{"name":"a","image":"1"}]}}}}""", patch))
            .Should().Throw<StatusException>().Where(e => e.Code == code && e.Message == message);

    [Test]
    public void Apply_shares_what_it_does_not_change()
    {
        var document = JsonText.ParseMap("""{"metadata":{"labels":{"a":"1"}},"spec":{"template":{"spec":{"containers":[{"name":"a","image":"1"},{"name":"b"}]}}}}""");
        var patched = StrategicMergePatch.Apply(document,
            JsonText.ParseMap("""{"spec":{"template":{"spec":{"containers":[{"name":"a","image":"2"}]}}}}"""), SmallSchemas.Deployment);

        patched["metadata"].Should().BeSameAs(document["metadata"]);
        var containers = patched.Map("spec", "template", "spec").List("containers");
        containers[1].Should().BeSameAs(document.Map("spec", "template", "spec").List("containers")[1]);
        StrategicMergePatch.Apply(patched, JsonText.ParseMap("""{"spec":{"template":{"spec":{"containers":[{"name":"a","image":"2"}]}}}}"""), SmallSchemas.Deployment)
            .Should().BeSameAs(patched);
    }

    [Test]
    public void Apply_of_many_members_copies_the_map_once()
    {
        var document = JsonText.ParseMap("""{"metadata":{"labels":{"a":"b","gone":"x"}}}""");
        var labels = Enumerable.Range(0, 10_000).Select(i => KeyValuePair.Create($"k{i}", (object?)"v"));
        var patch = JsonMap.Of(("metadata", JsonMap.Of(("labels", JsonMap.From(labels.Append(new("gone", null)))))));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var patched = StrategicMergePatch.Apply(document, patch, SmallSchemas.Deployment);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(10_000_000);
        patched.Map("metadata", "labels").Count.Should().Be(10_001);
    }

    private static JsonMap Apply(string document, string patch) =>
        StrategicMergePatch.Apply(JsonText.ParseMap(document), JsonText.ParseMap(patch), SmallSchemas.Deployment);

    private static object[] Case(string name, string document, string patch, string expected) => [name, document, patch, expected];

    private static object[] Pod(string name, string document, string patch, string expected) => Case(
        name, InTemplate(document), InTemplate(patch), InTemplate(expected));

    private static string InTemplate(string podSpec) => """{"spec":{"template":{"spec":""" + podSpec + "}}}";
}
