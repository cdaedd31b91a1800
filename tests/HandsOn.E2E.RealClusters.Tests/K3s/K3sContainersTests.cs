using Docker.DotNet.Models;
using FluentAssertions;
using HandsOn.E2E.RealClusters.K3s;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.K3s;

public sealed class K3sContainersTests
{
    private readonly CreateContainerParameters wanted = new()
    {
        HostConfig = new()
        {
            CgroupnsMode = "host",
            PortBindings = new Dictionary<string, IList<PortBinding>> { ["6443/tcp"] = [new() { HostPort = "0" }], ["80/tcp"] = [new() { HostPort = "0" }] },
            Mounts = [new() { Type = "bind", Source = "/sys/fs/cgroup", Target = "/sys/fs/cgroup" }, new() { Type = "tmpfs", Target = "/run" }],
        },
    };

    [Test]
    public void Every_port_is_published_on_loopback_only()
    {
        K3sContainers.Shape(wanted, new Dictionary<string, string>(), null);

        wanted.HostConfig!.PortBindings!.Values.SelectMany(b => b).Should().OnlyContain(b => b.HostIP == "127.0.0.1");
    }

    [Test]
    public void It_has_cgroups_of_its_own_and_sees_no_others()
    {
        K3sContainers.Shape(wanted, new Dictionary<string, string>(), null);

        wanted.HostConfig!.CgroupnsMode.Should().Be("private");
        wanted.HostConfig.Mounts.Should().NotContain(m => m.Target == "/sys/fs/cgroup").And.Contain(m => m.Target == "/run");
    }

    [Test]
    public void Its_volumes_carry_its_labels_so_that_none_is_lost()
    {
        K3sContainers.Shape(wanted, new Dictionary<string, string> { ["run"] = "r" }, null);

        var volumes = wanted.HostConfig!.Mounts!.Where(m => m.Type == "volume").ToList();
        volumes.Select(v => v.Target).Should().Equal("/var/lib/kubelet", "/var/lib/rancher/k3s", "/var/lib/cni", "/var/log");
        volumes.Should().OnlyContain(v => v.VolumeOptions!.Labels!["run"] == "r");
    }

    [Test]
    public void The_runs_images_are_where_k3s_looks_and_cannot_be_changed()
    {
        K3sContainers.Shape(wanted, new Dictionary<string, string>(), "handson-r-images");

        wanted.HostConfig!.Mounts.Should().ContainSingle(m => m.Source == "handson-r-images").Which.Should().Match<Mount>(m => m.ReadOnly == true && m.Target == "/var/lib/rancher/k3s/agent/images");
    }

    [Test]
    public void Of_nested_errors_the_innermost_is_told() =>
        K3sContainers.Innermost(new InvalidOperationException("a", new AggregateException(new IOException("b"), new IOException("c", new IOException("d"))))).Message.Should().Be("d");
}
