using FluentAssertions;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Patching;
using HandsOn.Kubernetes.Schemas;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Patching;

/// <summary>Replays patches of one PodTemplate that a real Kubernetes 1.36.2 answered.</summary>
public class RecordedPatchTests
{
    private static readonly TypeSchema Schema = SchemaCatalog.Default.ForKind(new("", "v1", "PodTemplate"))!;

    private static IEnumerable<TestCaseData> Steps
    {
        get
        {
            var file = Path.Combine(TestContext.CurrentContext.TestDirectory, "Patching", "Recorded", "patch-steps.json");
            var steps = (JsonList)JsonText.Parse(File.ReadAllBytes(file))!;
            var before = JsonMap.Empty;
            foreach (var step in steps.Maps())
            {
                before = step["before"] as JsonMap ?? before;
                yield return new TestCaseData(before, step).SetName(step.String("name"));
                if (step.Long("code") == 200) before = step.Map("answer");
            }
        }
    }

    [TestCaseSource(nameof(Steps))]
    public void Answers_as_a_real_cluster(JsonMap before, JsonMap step)
    {
        var answer = step.Map("answer");
        if (step.Long("code") == 200)
        {
            ((object)Comparable(Patch(before, step))).Should().Be(Comparable(answer));
            return;
        }
        // A patched object that no longer fits its type is the decoder's affair.
        if (answer.String("message")!.Contains("cannot restore", StringComparison.Ordinal)) return;
        var error = FluentActions.Invoking(() => Patch(before, step)).Should().Throw<StatusException>().Which;
        error.Message.Should().Be(answer.String("message"));
        error.Code.Should().Be((int)step.Long("code")!);
    }

    private static JsonMap Patch(JsonMap before, JsonMap step) => step.String("type") switch
    {
        "application/strategic-merge-patch+json" => StrategicMergePatch.Apply(before, step.Map("body"), Schema),
        "application/merge-patch+json" => MergePatch.Apply(before, step["body"]),
        _ => JsonPatch.Apply(before, step["body"]),
    };

    private static JsonMap Comparable(JsonMap root) => root.RemoveIn("metadata", "resourceVersion").RemoveIn("metadata", "generation");
}
