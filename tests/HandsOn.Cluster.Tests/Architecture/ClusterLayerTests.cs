using FluentAssertions;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Cluster.Hosting;
using HandsOn.Testing.Architecture;
using HandsOn.Workloads.Containers;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Architecture;

public sealed class ClusterLayerTests
{
    [Test]
    public void Areas_of_the_API_without_HTTP_point_one_way() => new AreaLayers(
        typeof(ObjectStore).Assembly,
        ["Storage", "Pods"],
        ["Resources"],
        ["Requests"],
        ["Authentication", "Authorization", "Admission", "Fields"],
        ["Verbs"]).Breaches().Should().BeEmpty();

    [Test]
    public void Areas_of_the_workloads_point_one_way() => new AreaLayers(
        typeof(IContainerProgram).Assembly,
        ["Network"],
        ["Containers", "Http"],
        ["Images", "Api", "Opaque"],
        ["Shell", "AspNetCore", "Pause", "ControlPlane", "CoreDns"],
        ["Certgen", "Redis", "IngressNginx"],
        ["Guestbook"],
        ["Catalog"]).Breaches().Should().BeEmpty();

    [Test]
    public void Areas_of_the_cluster_point_one_way() => new AreaLayers(
        typeof(EmbeddedCluster).Assembly,
        ["Server.Http"],
        ["Server.Discovery", "Server.Health", "Server.Streams"],
        ["Server"],
        ["Client"],
        ["Controllers", "Scheduling", "Network"],
        ["Kubelet"],
        ["Hosting"]).Breaches().Should().BeEmpty();

    [TestCase("src/HandsOn.Kubernetes")]
    [TestCase("src/HandsOn.Cluster.Api", "Resources/Kinds")]
    [TestCase("src/HandsOn.Workloads")]
    [TestCase("src/HandsOn.Cluster", "Kubelet")]
    public void Namespaces_follow_folders(string project, params string[] whole) =>
        NamespaceRule.Breaches(project, whole).Should().BeEmpty();

    [Test]
    public void Assemblies_of_the_cluster_use_only_those_below_them()
    {
        References(typeof(EmbeddedCluster)).Should().BeEquivalentTo("HandsOn.Cluster.Api", "HandsOn.Kubernetes", "HandsOn.Workloads");
        References(typeof(ObjectStore)).Should().BeEquivalentTo("HandsOn.Kubernetes");
        References(typeof(IContainerProgram)).Should().BeEquivalentTo("HandsOn.Kubernetes");
    }

    [Test]
    public void The_API_without_HTTP_knows_no_web_server() => typeof(ObjectStore).Assembly.GetReferencedAssemblies()
        .Should().NotContain(name => name.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    private static IEnumerable<string> References(Type type) => type.Assembly.GetReferencedAssemblies()
        .Select(name => name.Name!).Where(name => name.StartsWith("HandsOn.", StringComparison.Ordinal));
}
