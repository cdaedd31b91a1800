using System.Net;
using FluentAssertions;
using HandsOn.Cluster.Hosting;
using HandsOn.E2E.Api;
using HandsOn.E2E.Versions;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Versions;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Clusters;

[TestFixture]
public sealed class MinorsTests
{
    private static IEnumerable<int> Minors => KubernetesRelease.All.Select(r => r.Minor);

    [TestCaseSource(nameof(Minors)), CancelAfter(30_000)]
    public async Task Every_supported_minor_comes_up_and_serves_Ingress_as_that_minor_did(int minor, CancellationToken cancel)
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { Minor = minor }, cancel);
        using var api = Kubeconfig.Parse(cluster.Kubeconfig).Connect();

        (await api.MinorAsync(cancel)).Should().Be(new KubernetesMinor(minor));
        (await api.RawAsync("/readyz", cancel)).Code.Should().Be(HttpStatusCode.OK);
        (await IngressVersionsAsync(api, cancel)).Should().BeEquivalentTo(
            minor < 22 ? ["extensions/v1beta1", "networking.k8s.io/v1", "networking.k8s.io/v1beta1"] : new[] { "networking.k8s.io/v1" });
    }

    private static async Task<IReadOnlyList<string>> IngressVersionsAsync(IApiClient api, CancellationToken cancel)
    {
        var served = new List<string>();
        foreach (var version in (await MapAsync(api, "/apis", cancel)).List("groups").Maps().SelectMany(g => g.List("versions").Maps()).Select(v => v.String("groupVersion")!))
            if ((await MapAsync(api, $"/apis/{version}", cancel)).List("resources").Maps().Any(r => r.String("name") == "ingresses")) served.Add(version);
        return served;
    }

    private static async Task<JsonMap> MapAsync(IApiClient api, string path, CancellationToken cancel)
    {
        var (code, text) = await api.RawAsync(path, cancel);
        code.Should().Be(HttpStatusCode.OK, path);
        return JsonText.ParseMap(text);
    }
}
