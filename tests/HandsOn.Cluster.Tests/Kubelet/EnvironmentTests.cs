using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Workloads.Containers;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Kubelet;

internal sealed class EnvironmentTests
{
    [TestCase("""{"name":"A","value":"x"},{"name":"B","value":"$(A)-$(KUBERNETES_SERVICE_HOST)-$(NOPE)-$$(A)"}""", "B", "x-10.96.0.1-$(NOPE)-$(A)")]
    [TestCase("""{"name":"A","valueFrom":{"fieldRef":{"fieldPath":"metadata.labels['app']"}}}""", "A", "web")]
    [TestCase("""{"name":"A","valueFrom":{"fieldRef":{"fieldPath":"status.podIP"}}}""", "A", "10.244.0.2")]
    [TestCase("""{"name":"A","valueFrom":{"fieldRef":{"fieldPath":"status.hostIP"}}}""", "A", "192.168.65.3")]
    [TestCase("""{"name":"A","valueFrom":{"fieldRef":{"fieldPath":"spec.nodeName"}}}""", "A", "node1")]
    [TestCase("""{"name":"A","valueFrom":{"resourceFieldRef":{"resource":"requests.cpu","divisor":"1m"}}}""", "A", "250")]
    [TestCase("""{"name":"A","valueFrom":{"resourceFieldRef":{"resource":"limits.memory"}}}""", "A", "67108864")]
    [TestCase("""{"name":"A","valueFrom":{"resourceFieldRef":{"resource":"limits.cpu"}}}""", "A", "4")]
    [TestCase("""{"name":"A","valueFrom":{"configMapKeyRef":{"name":"config","key":"k"}}}""", "A", "from config")]
    [TestCase("""{"name":"A","valueFrom":{"configMapKeyRef":{"name":"config","key":"no","optional":true}}}""", "A", null)]
    [TestCase("""{"name":"A","valueFrom":{"secretKeyRef":{"name":"secret","key":"k"}}}""", "A", "from secret")]
    [TestCase("", "P_k", "from config")]
    [TestCase("""{"name":"P_k","value":"own"}""", "P_k", "own")]
    [TestCase("", "WEB_SERVICE_HOST", "10.96.0.7")]
    [TestCase("", "WEB_SERVICE_PORT_HTTP", "80")]
    [TestCase("", "WEB_PORT", "tcp://10.96.0.7:80")]
    [TestCase("", "WEB_PORT_80_TCP_ADDR", "10.96.0.7")]
    [TestCase("", "HOSTNAME", "p")]
    public async Task A_variable_has_its_value(string env, string name, string? value)
    {
        await using var nodes = new TestNodes();
        await CreateObjectsAsync(nodes);
        await nodes.StartNodeAsync();

        var container = await RunAsync(nodes, $$"""
            "env":[{{env}}],"envFrom":[{"prefix":"P_","configMapRef":{"name":"config"} }],
            "resources":{"requests":{"cpu":"250m"},"limits":{"memory":"64Mi"} }
            """);

        container.Environment.GetValueOrDefault(name).Should().Be(value);
    }

    [Test]
    public async Task A_missing_ConfigMap_keeps_the_container_from_being_made_until_it_is_there()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();
        await nodes.CreatePodAsync("p", """{"name":"c","image":"redis","envFrom":[{"configMapRef":{"name":"late"}}]}""");

        var pod = await nodes.InStateAsync("p", "waiting/CreateContainerConfigError");
        pod.Status.List("containerStatuses").Maps().Single().String("state", "waiting", "message").Should().Be("configmap \"late\" not found");
        nodes.Events.Should().Contain("Warning Failed Error: configmap \"late\" not found");

        await nodes.CreateAsync(ConfigMapKind.Resource, """{"metadata":{"name":"late","namespace":"default"}}""");
        await nodes.ReadyAsync("p");
    }

    [Test]
    public async Task Command_and_arguments_come_from_the_pod_or_else_from_the_image()
    {
        await using var nodes = new TestNodes();
        await nodes.StartNodeAsync();

        (await RunAsync(nodes, """ "command":["tell","$(A)"],"args":["x"],"env":[{"name":"A","value":"y"}] """)).Arguments.Should().Equal("tell", "y", "x");
    }

    private static async Task<IContainerContext> RunAsync(TestNodes nodes, string fields)
    {
        var given = new TaskCompletionSource<IContainerContext>();
        nodes.Images.Commands["tell"] = nodes.Images.Commands["pause"] = (container, _) =>
        {
            given.TrySetResult(container);
            return new TaskCompletionSource<int>().Task;
        };
        await nodes.CreatePodAsync("p", $$"""{"name":"c","image":"redis",{{fields}} }""", "", ""","labels":{"app":"web"}""");
        return await given.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static async Task CreateObjectsAsync(TestNodes nodes)
    {
        await nodes.CreateAsync(ConfigMapKind.Resource, """{"metadata":{"name":"config","namespace":"default"},"data":{"k":"from config"}}""");
        await nodes.CreateAsync(SecretKind.Resource, """{"metadata":{"name":"secret","namespace":"default"},"data":{"k":"ZnJvbSBzZWNyZXQ="}}""");
        await nodes.CreateAsync(ServiceKind.Resource, """{"metadata":{"name":"kubernetes","namespace":"default"},"spec":{"clusterIP":"10.96.0.1","ports":[{"name":"https","port":443}]}}""");
        await nodes.CreateAsync(ServiceKind.Resource, """{"metadata":{"name":"web","namespace":"default"},"spec":{"clusterIP":"10.96.0.7","ports":[{"name":"http","port":80}]}}""");
    }
}
