using FluentAssertions;
using HandsOn.E2E.Cli.Commands;
using HandsOn.E2E.RealClusters;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Tutorials;
using HandsOn.Scenarios.Support;
using HandsOn.Testing.Architecture;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Architecture;

public sealed class HarnessLayerTests
{
    [Test]
    public void Areas_of_the_harness_point_one_way() => new AreaLayers(
        typeof(ScenarioRun).Assembly,
        ["Inputs", "Versions"],
        ["Api", "Kubectl", "Reporting"],
        ["Diagnostics", "Scopes"],
        ["Waiting"],
        ["Clusters"],
        ["Manifests", "Snapshots"],
        ["Scenarios"]).Breaches().Should().BeEmpty();

    [Test]
    public void Areas_of_the_tutorials_point_one_way() => new AreaLayers(
        typeof(TutorialSource).Assembly,
        ["Amendments"],
        ["Texts"],
        ["Parsing"],
        ["Following"]).Breaches().Should().BeEmpty();

    [Test]
    public void Areas_of_real_clusters_point_one_way() => new AreaLayers(
        typeof(RealClusterProviders).Assembly,
        ["Retries"],
        ["Kubeconfigs"],
        ["K3s"]).Breaches().Should().BeEmpty();

    [Test]
    public void Areas_of_the_command_line_point_one_way() => new AreaLayers(
        typeof(ProviderChoice).Assembly,
        ["Output"],
        ["Commands"])
    { Root = "HandsOn.E2E.Cli" }.Breaches().Should().BeEmpty();

    [TestCase("src/HandsOn.E2E")]
    [TestCase("src/HandsOn.E2E.Tutorials")]
    [TestCase("src/HandsOn.E2E.RealClusters")]
    [TestCase("src/HandsOn.E2E.Cli")]
    public void Namespaces_follow_folders(string project) => NamespaceRule.Breaches(project).Should().BeEmpty();

    [Test]
    public void Assemblies_of_the_harness_use_only_those_below_them()
    {
        string[] cluster = ["HandsOn.Cluster", "HandsOn.Cluster.Api", "HandsOn.Kubernetes", "HandsOn.Workloads"];
        References(typeof(ScenarioRun)).Should().BeSubsetOf(cluster);
        References(typeof(TutorialSource)).Should().BeSubsetOf([.. cluster, "HandsOn.E2E"]);
        References(typeof(RealClusterProviders)).Should().BeSubsetOf([.. cluster, "HandsOn.E2E"]);
        References(typeof(Scenario)).Should().BeSubsetOf([.. cluster, "HandsOn.E2E", "HandsOn.E2E.Tutorials", "HandsOn.E2E.RealClusters"]);
    }

    private static IEnumerable<string> References(Type type) => type.Assembly.GetReferencedAssemblies()
        .Select(name => name.Name!).Where(name => name.StartsWith("HandsOn.", StringComparison.Ordinal));
}
