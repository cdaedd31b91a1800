using System.Text;
using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Objects;
using HandsOn.Workloads.Containers;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Kubelet;

internal sealed class VolumeTests
{
    [Test]
    public async Task A_mounted_ConfigMap_follows_its_object()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();
        await nodes.CreateAsync(ConfigMapKind.Resource, """{"metadata":{"name":"c","namespace":"default"},"data":{"a.txt":"one"}}""");
        var files = await FilesAsync(nodes, """ "volumes":[{"name":"v","configMap":{"name":"c"}}] """, """[{"name":"v","mountPath":"/etc/conf","readOnly":true}]""");

        Read(files, "/etc/conf/a.txt").Should().Be("one");
        files.List("/etc/conf").Should().Equal("a.txt");
        files.List("/etc").Should().BeEquivalentTo("conf", "hosts", "resolv.conf");
        await nodes.Client.PatchAsync(ConfigMapKind.Resource, "default", "c", c => c.SetIn("two", "data", "a.txt"));
        Read(files, "/etc/conf/a.txt").Should().Be("two");

        var write = () => files.Write("/etc/conf/a.txt", default);
        write.Should().Throw<UnauthorizedAccessException>();
    }

    [Test]
    public async Task A_Secrets_keys_can_be_chosen_and_renamed()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();
        await nodes.CreateAsync(SecretKind.Resource, """{"metadata":{"name":"s","namespace":"default"},"data":{"a":"b25l","b":"dHdv"}}""");

        var files = await FilesAsync(
            nodes, """ "volumes":[{"name":"v","secret":{"secretName":"s","items":[{"key":"b","path":"deep/file"}]}}] """, """[{"name":"v","mountPath":"/s/"}]""");

        Read(files, "/s/deep/file").Should().Be("two");
        Read(files, "/s/a").Should().BeNull();
        files.List("/s").Should().Equal("deep");
    }

    [Test]
    public async Task The_service_accounts_volume_has_a_token_of_the_pod_the_CA_and_the_namespace()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();
        await nodes.CreateAsync(ServiceAccountKind.Resource, """{"metadata":{"name":"default","namespace":"default"}}""");
        await nodes.CreateAsync(ConfigMapKind.Resource, """{"metadata":{"name":"kube-root-ca.crt","namespace":"default"},"data":{"ca.crt":"PEM"}}""");
        const string Projected = """
            "serviceAccountName":"default","volumes":[{"name":"v","projected":{"sources":[{"serviceAccountToken":{"path":"token","expirationSeconds":3607}},
              {"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt","path":"ca.crt"}]}},
              {"downwardAPI":{"items":[{"path":"namespace","fieldRef":{"fieldPath":"metadata.namespace"}}]}}]}}]
            """;

        var files = await FilesAsync(nodes, Projected, """[{"name":"v","mountPath":"/var/run/secrets/kubernetes.io/serviceaccount","readOnly":true}]""");

        const string Directory = "/var/run/secrets/kubernetes.io/serviceaccount";
        files.List(Directory).Should().BeEquivalentTo("token", "ca.crt", "namespace");
        Read(files, Directory + "/ca.crt").Should().Be("PEM");
        Read(files, Directory + "/namespace").Should().Be("default");
        Read(files, Directory + "/token")!.Split('.').Should().HaveCount(3);
    }

    [Test]
    public async Task An_emptyDir_is_shared_by_the_containers_of_the_pod()
    {
        await using var nodes = new TestNodes();
        var node = await nodes.StartNodeAsync();
        const string Mount = """ "volumeMounts":[{"name":"v","mountPath":"/data"}] """;
        await nodes.CreatePodAsync("p", $$"""{"name":"a","image":"redis",{{Mount}} },{"name":"b","image":"redis",{{Mount}} }""", ""","volumes":[{"name":"v","emptyDir":{}}]""");
        var state = node.Find(await nodes.ReadyAsync("p"))!;

        state.Find("a")!.Current!.Context!.Files.Write("/data/x", "shared"u8.ToArray());

        Read(state.Find("b")!.Current!.Context!.Files, "/data/x").Should().Be("shared");
    }

    [Test]
    public async Task A_missing_ConfigMap_keeps_the_pod_waiting_until_it_is_there()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();
        await nodes.CreatePodAsync("p", """{"name":"c","image":"redis"}""", ""","volumes":[{"name":"v","configMap":{"name":"late"}}]""");

        await nodes.InStateAsync("p", "waiting/ContainerCreating");
        nodes.Events.Should().Equal("Warning FailedMount MountVolume.SetUp failed for volume \"v\" : configmap \"late\" not found");

        await nodes.CreateAsync(ConfigMapKind.Resource, """{"metadata":{"name":"late","namespace":"default"}}""");
        await nodes.ReadyAsync("p");
    }

    [Test]
    public async Task The_resolver_and_the_hosts_file_are_those_of_the_pod()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();

        var files = await FilesAsync(nodes, """ "hostAliases":[{"ip":"1.2.3.4","hostnames":["x","y"]}] """, "[]");

        Read(files, "/etc/resolv.conf").Should().Be(
            "search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n");
        Read(files, "/etc/hosts").Should().Contain("10.244.0.2\tp\n").And.EndWith("# Entries added by HostAliases.\n1.2.3.4\tx\ty\n");
    }

    private static async Task<IContainerFiles> FilesAsync(TestNodes nodes, string spec, string mounts)
    {
        var given = new TaskCompletionSource<IContainerFiles>();
        nodes.Images.Commands["pause"] = (container, _) =>
        {
            given.TrySetResult(container.Files);
            return new TaskCompletionSource<int>().Task;
        };
        await nodes.CreatePodAsync("p", $$"""{"name":"c","image":"redis","volumeMounts":{{mounts}} }""", "," + spec);
        return await given.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static string? Read(IContainerFiles files, string path) => files.Read(path) is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
}
