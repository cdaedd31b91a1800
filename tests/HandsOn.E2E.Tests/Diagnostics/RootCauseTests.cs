using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Diagnostics;
using HandsOn.E2E.Diagnostics.RootCauses;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Tests.Support;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Diagnostics;

/// <summary>Every file in Cases: the first document says about what is asked and what the sentence is, the others are the cluster.</summary>
public sealed class RootCauseTests
{
    [TestCaseSource(nameof(Cases))]
    public void The_sentence_names_the_cause(string file)
    {
        var documents = YamlFile.Read(Path.Combine(Folder, file + ".yaml"));
        var asked = documents[0].Root;
        var state = new ClusterState(documents.Skip(1).Select(d => new KubeObject(d.Root)));

        var cause = RootCause.Of(state, new Subject(asked.String("kind")!, "default", asked.String("name")!));
        cause?.Sentence.Should().Be(asked.String("cause"));
        (cause is null).Should().Be(asked.String("cause") is null);
        if (asked.String("blames") is { } blamed) $"{cause!.Culprit!.Kind}/{cause.Culprit.Name} {cause.Field}".Should().Be(blamed);
    }

    private static string Folder => Path.Combine(Fixtures.Root, "..", "tests", "HandsOn.E2E.Tests", "Diagnostics", "Cases");

    private static IEnumerable<string> Cases() => Directory.GetFiles(Folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)!).Order();
}
