using FluentAssertions;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Reporting.GitHub;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Snapshots;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Versions;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Scenarios;

public sealed class ScenarioSettingsTests
{
    [Test]
    public void Everything_can_be_said_in_the_environment()
    {
        var settings = Read(("HANDSON_CLUSTER", "fake"), ("HANDSON_K8S", "1.21"), ("HANDSON_MANIFESTS", Fixtures.Path("guestbook")), ("HANDSON_KEEP", "1"),
            ("HANDSON_RUN_DIR", "/tmp/x"), ("HANDSON_TIMEOUT", "2.5"), ("HANDSON_ACCEPT", "1"), ("CI", "true"), ("GITHUB_ACTIONS", "true"), ("GITHUB_WORKSPACE", "/w"), ("GITHUB_STEP_SUMMARY", "/s"));

        settings.Should().Be(new ScenarioSettings
        {
            Provider = "fake",
            Minor = new KubernetesMinor(21),
            Manifests = Path.GetFullPath(Fixtures.Path("guestbook")),
            Keep = true,
            RunFolder = Path.GetFullPath("/tmp/x"),
            Patience = TimeSpan.FromSeconds(2.5),
            Snapshots = new SnapshotSettings(Accept: true, Strict: true),
            GitHub = new GitHubJob("/w", "/s"),
        });
    }

    [TestCase("HANDSON_CLUSTER", "moon", "HANDSON_CLUSTER: there is no cluster provider \"moon\"; there is fake")]
    [TestCase("HANDSON_K8S", "two", "HANDSON_K8S: \"two\" is no Kubernetes version; write it as 1.36")]
    [TestCase("HANDSON_MANIFESTS", "/no/such", "HANDSON_MANIFESTS: there is no folder /no/such")]
    [TestCase("HANDSON_TIMEOUT", "soon", "HANDSON_TIMEOUT: \"soon\" is no number of seconds")]
    public void What_cannot_be_is_said_in_one_sentence(string name, string value, string sentence)
    {
        var read = () => Read(("HANDSON_CLUSTER", "fake"), (name, value));

        read.Should().Throw<SettingsException>().WithMessage(sentence);
    }

    private static ScenarioSettings Read(params (string Name, string Value)[] variables) =>
        ScenarioSettings.FromEnvironment(name => variables.LastOrDefault(v => v.Name == name).Value, new ClusterProviders(new FakeProvider()));
}
