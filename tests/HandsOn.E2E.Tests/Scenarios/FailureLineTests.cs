using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Diagnostics.RootCauses;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Scopes;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Tutorials.Texts;
using HandsOn.E2E.Waiting;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Scenarios;

/// <summary>The messages are those of kubectl 1.32 and 1.36 against a real Kubernetes 1.36.2, for the guestbook with one thing broken.</summary>
public sealed class FailureLineTests
{
    private const string Said = "\"kubectl apply -f examples/guestbook\" ended with exit code 1: ";

    [TestCase("Error from server (BadRequest): error when creating \"examples/guestbook/frontend-deployment.yaml\": Deployment in version \"v1\" cannot be handled as a Deployment: strict decoding error: unknown field \"spec.selector.matchLabelss\"", 11)]
    [TestCase("error: resource mapping not found for name: \"frontend\" namespace: \"\" from \"examples/guestbook/frontend-deployment.yaml\": no matches for kind \"Deployment\" in version \"extensions/v1beta1\"; ensure CRDs are installed first", 3)]
    [TestCase("The Deployment \"frontend\" is invalid: spec.template.metadata.labels: Invalid value: {\"app\":\"guestbook\"}: `selector` does not match template `labels`", 15)]
    [TestCase("Error from server (BadRequest): error when creating \"examples/guestbook/frontend-deployment.yaml\": Deployment in version \"v1\" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32", 10)]
    [TestCase("Error from server (BadRequest): error when creating \"examples/guestbook/frontend-deployment.yaml\": Deployment in version \"v1\" cannot be handled as a Deployment: quantities must match the regular expression", 3)]
    public void A_refused_manifest_is_pointed_at(string message, int line) =>
        Lines(Fixtures.Path("guestbook")).Of(new TutorialException("text.md", 63, Said + message), new("text.md", 63))
            .Should().Be(new SourceLine("fixtures/guestbook/frontend-deployment.yaml", line));

    [Test]
    public void A_refusal_that_names_no_manifest_points_at_the_text() =>
        Lines(Fixtures.Path("guestbook")).Of(new TutorialException("text.md", 53, "error: no context exists with the name: \"x\""), null).Should().Be(new SourceLine("text.md", 53));

    [TestCase("spec.template.spec.containers[0].image", 19)]
    [TestCase("spec.template.spec.containers[0].resources.requests.memory", 23)]
    [TestCase("spec.template.spec.containers[0].readinessProbe", 18)]
    public void A_cause_points_at_the_field_or_the_nearest_thing_to_it(string field, int line)
    {
        var cause = new Cause("why", new Subject("Deployment", "default", "frontend"), field);
        var failure = new WaitException("why", cause);

        Lines(Fixtures.Path("guestbook")).Of(failure, null).Should().Be(new SourceLine("fixtures/guestbook/frontend-deployment.yaml", line));
    }

    [Test]
    public void A_manifest_that_cannot_be_read_is_pointed_at()
    {
        using var folder = TestFolder.Create();
        folder.Write("m/broken.yaml", "kind: Pod\nmetadata:\n  name: a\n \tspec: x\n");

        Lines(folder.PathOf("m")).Of(new TutorialException("text.md", 63, Said + "error: error parsing examples/guestbook/broken.yaml"), null)
            .Should().Be(new SourceLine(folder.PathOf("m") + "/broken.yaml", 4));
    }

    private static FailureLine Lines(string folder) => new([new(folder, "examples/guestbook")], ClusterScope.Whole);
}
