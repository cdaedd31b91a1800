using FluentAssertions;
using HandsOn.Cluster.Tests.Network;
using HandsOn.Workloads.AspNetCore;
using HandsOn.Workloads.Catalog;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Images;
using HandsOn.Workloads.Shell;
using HandsOn.Workloads.Shell.Tools;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Workloads.AspNetCore;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WebImagesTests
{
    private readonly TestPods pods = new();
    private readonly ImageCatalog images = new();

    [Test]
    public async Task A_mapped_application_serves_with_its_containers_environment_and_reaches_other_pods()
    {
        using var pricesPod = pods.Attach("10.1.0.4");
        using var shopPod = pods.Attach("10.1.0.5");
        using var clientPod = pods.Attach("10.1.0.6");
        images.MapWeb("example/prices:v1", app => app.MapGet("/today", () => "42"));
        images.MapWeb("example/shop:v1", app => app.MapGet("/", async (HttpClient http, IConfiguration settings, ILogger<WebImagesTests> log) =>
        {
            log.LogInformation("asked");
            return $"{settings["Shop:Name"]} sells at {await http.GetStringAsync("http://10.1.0.4:8080/today")}";
        }));
        var prices = new TestContainer(pricesPod.Network, TimeProvider.System);
        var shop = new TestContainer(shopPod.Network, TimeProvider.System);
        shop.Variables["Shop__Name"] = "Corner";
        shop.Variables["ASPNETCORE_HTTP_PORTS"] = "80";
        var running = new[] { prices.Start(images.Pull("example/prices:v1").Image!.Program()), shop.Start(images.Pull("docker.io/example/shop:v1").Image!.Program()) };
        await prices.OpensAsync(8080);
        await shop.OpensAsync(80);

        var client = new TestContainer(clientPod.Network, TimeProvider.System, "sh", "-c", "curl -s http://10.1.0.5/; curl -s http://10.1.0.5/");
        await client.Start(new ShellProgram(Toolbox.Busybox.With(CurlTool.All)));

        client.Log.Should().Be("Corner sells at 42Corner sells at 42");
        shop.Log.Should().Contain("WebImagesTests[0]\n      asked");
        prices.Kill();
        shop.Kill();
        (await Task.WhenAll(running).WaitAsync(TimeSpan.FromSeconds(10))).Should().Equal(0, 0);
    }

    [Test]
    public async Task A_program_of_ones_own_needs_nothing_but_the_interface()
    {
        using var pod = pods.Attach("10.1.0.4");
        images.Map("example/hello:v1", () => new Hello());
        var container = new TestContainer(pod.Network, TimeProvider.System);

        (await container.Start(images.Pull("example/hello:v1").Image!.Program())).Should().Be(3);
        container.Log.Should().Be("hello from default/pod-1\n");
    }

    private sealed class Hello : IContainerProgram
    {
        public async Task<int> RunAsync(IContainerContext container, CancellationToken stopping)
        {
            await container.Output.WriteLineAsync($"hello from {container.PodNamespace}/{container.PodName}");
            return 3;
        }
    }
}
