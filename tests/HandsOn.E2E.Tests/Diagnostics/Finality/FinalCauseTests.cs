using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Diagnostics;
using HandsOn.E2E.Diagnostics.Finality;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Tests.Support;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Diagnostics.Finality;

/// <summary>
/// Every file in Cases: the first document names an object and, where it can never come into order, the sentence that says why; the others
/// are the cluster.
/// </summary>
public sealed class FinalCauseTests
{
    [TestCaseSource(nameof(Cases))]
    public void What_nothing_can_change_is_told_from_what_may_still_come(string file)
    {
        var documents = YamlFile.Read(Path.Combine(Folder, file + ".yaml"));
        var asked = documents[0].Root;
        var objects = documents.Skip(1).Select(d => new KubeObject(d.Root)).ToList();

        var state = new ClusterState(objects, asked.List("unknown").Strings());
        var final = FinalCause.Of(state, new Subject(asked.String("kind")!, "default", asked.String("name")!));

        final?.Sentence.Should().Be(asked.String("final"));
        (final is null).Should().Be(asked.String("final") is null);
        if (final is not null) objects.Should().Contain(o => FinalCause.IsSign(o), "a wait looks closer only where there is a sign");
    }

    private static string Folder => Path.Combine(Fixtures.Root, "..", "tests", "HandsOn.E2E.Tests", "Diagnostics", "Finality", "Cases");

    private static IEnumerable<string> Cases() => Directory.GetFiles(Folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)!).Order();
}
