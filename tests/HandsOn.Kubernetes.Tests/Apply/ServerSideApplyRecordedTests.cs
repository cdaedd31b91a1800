using FluentAssertions;
using HandsOn.Kubernetes.Apply;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Schemas;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Apply;

/// <summary>Replays a sequence of applies and updates of one PodTemplate by several managers.</summary>
public class ServerSideApplyRecordedTests
{
    private static readonly TypeSchema Schema = SchemaCatalog.Default.ForKind(new("", "v1", "PodTemplate"))!;
    private static readonly DateTimeOffset Time = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static IEnumerable<TestCaseData> Steps
    {
        get
        {
            JsonMap? before = null;
            foreach (var step in Recordings.ReadList("apply-steps").Maps())
            {
                yield return new TestCaseData(before, step).SetName(step.String("name"));
                if (step.Long("code") < 300) before = step.Map("answer");
            }
        }
    }

    [TestCaseSource(nameof(Steps))]
    public void Answers_as_a_real_cluster(JsonMap? before, JsonMap step)
    {
        var answer = step.Map("answer");
        var writer = new FieldWriter(step.String("manager")!, new("", "v1", "PodTemplate"), Time);
        if (step.Long("code") is 400 or 409 or 500) ShouldBeRefused(() => Run(before, step, writer), answer);
        else if (step.Long("code") < 300) ShouldBe(Run(before, step, writer), answer, before);
        else FluentActions.Invoking(() => Run(before, step, writer)).Should().NotThrow("it is validation that refuses");
    }

    private static JsonMap Run(JsonMap? before, JsonMap step, FieldWriter writer)
    {
        if (step.String("verb") == "apply") return ServerSideApply.Apply(before, step.Map("body"), Schema, writer, step.Bool("force") == true);
        var sent = step.Map("body").At("metadata", "managedFields") ?? before!.At("metadata", "managedFields");
        return ManagedFields.Update(before, step.Map("answer").SetIn(sent, "metadata", "managedFields"), Schema, writer);
    }

    private static void ShouldBe(JsonMap result, JsonMap answer, JsonMap? before)
    {
        Entries(result).Should().BeEquivalentTo(Entries(answer));
        // A new object gets its defaults and its name's particulars after this.
        if (before is not null && !IsDefaulted(before, answer)) ((object)Plain(result)).Should().Be(Plain(answer));
    }

    private static void ShouldBeRefused(Action run, JsonMap answer)
    {
        var error = FluentActions.Invoking(run).Should().Throw<StatusException>().Which;
        error.Message.Should().Be(answer.String("message"));
        error.Code.Should().Be((int)answer.Long("code")!);
        (error.Details?.List("causes") ?? JsonList.Empty).Select(c => c!.ToString())
            .Should().BeEquivalentTo(answer.Map("details").List("causes").Select(c => c!.ToString()));
    }

    // New containers get defaults; apply does not know them.
    private static bool IsDefaulted(JsonMap before, JsonMap answer) => Containers(answer).Except(Containers(before)).Any();

    private static IEnumerable<string?> Containers(JsonMap root) => root.Map("template", "spec").List("containers").Maps().Select(c => c.String("name"));

    private static JsonMap Plain(JsonMap root) => root
        .RemoveIn("metadata", "managedFields").RemoveIn("metadata", "resourceVersion").RemoveIn("metadata", "generation");

    private static IEnumerable<string> Entries(JsonMap root) => root.Map("metadata").List("managedFields").Maps()
        .Select(e => (e.ContainsKey("time") ? "" : "untimed ") + e.Without("time"));
}
