using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.RealClusters.K3s.Inside;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.K3s.Inside;

public sealed class ClusterKubeconfigTests
{
    [Test]
    public void It_is_k3s_own_under_the_names_that_the_text_uses()
    {
        var text = ClusterKubeconfig.Of("""
            apiVersion: v1
            kind: Config
            clusters: [{name: default, cluster: {certificate-authority-data: Q0E=, server: "https://127.0.0.1:6443"}}]
            users: [{name: default, user: {client-certificate-data: Q0VSVA==, client-key-data: S0VZ}}]
            contexts: [{name: default, context: {cluster: default, user: default}}]
            current-context: default
            """, "https://127.0.0.1:32768");

        var read = Kubeconfig.Parse(text);
        read.Contexts.Should().Equal("docker-desktop", "docker-for-desktop");
        read.CurrentContext.Should().Be("docker-desktop");
        text.Should().Contain("server: https://127.0.0.1:32768").And.Contain("Q0E=").And.Contain("Q0VSVA==").And.Contain("S0VZ");
    }

    [Test]
    public void What_is_none_is_refused() => FluentActions.Invoking(() => ClusterKubeconfig.Of("kind: Config", "https://x")).Should().Throw<ManifestException>();

    [TestCase(null, "there is no such Service", 0)]
    [TestCase("{type: LoadBalancer, ports: [{port: 443}]}", "it has no port 80", 0)]
    [TestCase("{type: LoadBalancer, ports: [{port: 80, nodePort: 30080}]}", "ServiceLB has not given it an address", 0)]
    [TestCase("{type: NodePort, ports: [{port: 80, nodePort: 30080}]}", null, 30080)]
    [TestCase("{type: ClusterIP, ports: [{port: 80}]}", "it is neither of type LoadBalancer nor of type NodePort", 0)]
    public void A_Service_says_where_it_is_published(string? spec, string? missing, int nodePort)
    {
        var service = spec is null ? null : new KubeObject(YamlFile.Parse($"{{kind: Service, spec: {spec}}}", "service").Single().Root);

        ServicePort.Missing(service, 80, out var found).Should().Be(missing);
        found.Should().Be(nodePort);
    }
}
