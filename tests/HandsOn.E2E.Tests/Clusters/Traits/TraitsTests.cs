using FluentAssertions;
using HandsOn.E2E.Clusters.Traits;
using HandsOn.E2E.Inputs;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Clusters.Traits;

public sealed class TraitsTests
{
    private static readonly string[] Kubeadm =
        ["coredns-a", "coredns-b", "etcd-n", "kube-apiserver-n", "kube-controller-manager-n", "kube-proxy-x", "kube-scheduler-n"];

    private static readonly Dictionary<string, SystemPods> Sorts = new()
    {
        ["each"] = SystemPods.EachComponent,
        ["one"] = SystemPods.OneProcess,
        ["unknown"] = SystemPods.Unknown,
    };

    private static readonly Dictionary<string, IngressAddress> Addresses = new()
    {
        ["this machine"] = IngressAddress.ThisMachine,
        ["node"] = IngressAddress.Node,
        ["any"] = IngressAddress.Any,
    };

    [TestCase("each", "", null)]
    [TestCase("each", "-etcd-n", "0 pod(s) are called etcd-*, not 1")]
    [TestCase("each", "-coredns-b", "1 pod(s) are called coredns-*, not 2")]
    [TestCase("each", "+helm-install-traefik-x", null)]
    [TestCase("one", "", "there is a pod etcd-*")]
    [TestCase("one", "=coredns-a svclb-x", null)]
    [TestCase("one", "=svclb-x", "0 pod(s) are called coredns-*, not 1")]
    [TestCase("one", "=coredns-a kube-proxy-x", "there is a pod kube-proxy-*")]
    [TestCase("unknown", "", null)]
    [TestCase("unknown", "=", null)]
    public void System_pods_say_what_does_not_hold(string sort, string difference, string? refutation)
    {
        string[] pods = difference switch
        {
            ['-', .. var gone] => [.. Kubeadm.Where(p => p != gone)],
            ['+', .. var more] => [.. Kubeadm, more],
            ['=', .. var all] => all.Split(' '),
            _ => Kubeadm,
        };
        Sorts[sort].Refutation(pods).Should().Be(refutation);
    }

    [TestCase("this machine", "localhost", true)]
    [TestCase("this machine", "10.0.0.1", false)]
    [TestCase("node", "10.0.0.1", true)]
    [TestCase("node", "10.0.0.9", false)]
    [TestCase("node", "", false)]
    [TestCase("any", "lb-1.example.com", true)]
    [TestCase("any", "203.0.113.7", true)]
    [TestCase("any", "2001:db8::1", true)]
    [TestCase("any", "", false)]
    [TestCase("any", "no address", false)]
    public void An_address_is_what_the_cluster_gives(string sort, string address, bool holds) =>
        Addresses[sort].Holds(address, ["10.0.0.1", "10.0.0.2"]).Should().Be(holds);

    [Test]
    public void What_revives_a_pod_of_our_own_makes_pods_of_that_name_in_that_namespace()
    {
        var manifest = YamlFile.Parse(RevivedPod.OurOwn.Manifest!, "trait").Single().Root;

        $"{manifest.String("metadata", "name")}-".Should().Be(RevivedPod.OurOwn.Prefix);
        manifest.String("metadata", "namespace").Should().Be(RevivedPod.OurOwn.Namespace);
    }
}
