using FluentAssertions;
using HandsOn.E2E.RealClusters.K3s.Releases;
using HandsOn.E2E.RealClusters.K3s.Starting;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.K3s.Starting;

public sealed class K3sCommandTests
{
    [TestCase("1.36", "nginx", false, null, "server --disable=traefik,metrics-server,local-storage --tls-san=127.0.0.1")]
    [TestCase("1.36", "nginx", true, null, "server --disable=traefik,metrics-server,local-storage --tls-san=127.0.0.1 --kubelet-arg=fail-cgroupv1=false")]
    [TestCase("1.34", "nginx", true, null, "server --disable=traefik,metrics-server,local-storage --tls-san=127.0.0.1")]
    [TestCase("1.36", "traefik", false, null, "server --disable=metrics-server,local-storage --tls-san=127.0.0.1")]
    [TestCase("1.36", "nginx", false, "handson-1", "server --disable=traefik,metrics-server,local-storage --tls-san=127.0.0.1 --tls-san=handson-1")]
    public void A_server_has_what_scenarios_need_and_no_more(string release, string ingressClass, bool cgroup1, string? network, string command) =>
        string.Join(' ', K3sCommand.Server(K3sReleases.Default.Choose(new() { Release = release }), ingressClass, cgroup1, "127.0.0.1", network)).Should().Be(command);

    [TestCase("1.35", true, "agent --kubelet-arg=fail-cgroupv1=false")]
    [TestCase("1.35", false, "agent")]
    public void An_agents_kubelet_is_told_the_same(string release, bool cgroup1, string command) =>
        string.Join(' ', K3sCommand.Agent(K3sReleases.Default.Choose(new() { Release = release }), cgroup1)).Should().Be(command);

    [TestCase(24, 2, 3, 2)]
    [TestCase(4, 8, 4, 2)]
    [TestCase(3, 8, 2, 1)]
    [TestCase(1, 8, 1, 0)]
    [TestCase(0, 1, 1, 0)]
    public void As_many_clusters_as_memory_and_cores_bear(int gib, int cores, int most, int ahead) => Capacity.Of((long)gib << 30, cores).Should().Be(new Capacity(most, ahead));

    [TestCase("MemTotal:  1 kB\nMemAvailable:   2048 kB\n", 2048L << 10)]
    [TestCase("MemTotal: 1 kB\n", null)]
    public void Linux_says_how_much_memory_there_is(string meminfo, long? bytes) => Capacity.Available(meminfo).Should().Be(bytes);
}
