using FluentAssertions;
using HandsOn.E2E.Snapshots;
using HandsOn.E2E.Versions;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Snapshots;

public sealed class OutputVersionsTests
{
    [TestCase("describe pod", 32, 36, "_kubectl=1.25_server=1.35")]
    [TestCase("describe pod", 36, 36, "_kubectl=1.35_server=1.35")]
    [TestCase("describe pod", 20, 20, "_kubectl=before-1.25_server=before-1.21")]
    [TestCase("describe deploy", 29, 36, "_kubectl=1.27_server=1.31")]
    [TestCase("get deploy", 32, 36, "")]
    public void One_snapshot_holds_from_one_change_of_looks_to_the_next(string command, int kubectl, int server, string suffix) =>
        OutputVersions.Suffix(command, new KubernetesMinor(kubectl), new KubernetesMinor(server)).Should().Be(suffix);

    [TestCase("get ingress", "_kubectl=1.18_server=1.22_class=traefik")]
    [TestCase("get deploy", "", Description = "shows no ingress controller")]
    public void Another_ingress_controller_has_snapshots_of_its_own(string command, string suffix) =>
        OutputVersions.Suffix(command, new KubernetesMinor(36), new KubernetesMinor(36), "traefik").Should().Be(suffix);
}
