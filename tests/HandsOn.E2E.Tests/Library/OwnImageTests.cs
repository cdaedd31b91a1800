using FluentAssertions;
using HandsOn.Cluster.Hosting;
using HandsOn.E2E.Api;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Objects;
using HandsOn.Workloads.AspNetCore;
using HandsOn.Workloads.Catalog;
using Microsoft.AspNetCore.Builder;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Library;

/// <summary>What the README shows a team with services of its own.</summary>
[TestFixture]
public sealed class OwnImageTests
{
    [Test, CancelAfter(60_000)]
    public async Task An_image_mapped_to_an_application_answers_behind_its_Service(CancellationToken cancel)
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions
        {
            Images = images => images.MapWeb("example/prices:v1", app => app.MapGet("/today", () => "42")),
        }, cancel);
        using var api = Kubeconfig.Parse(cluster.Kubeconfig).Connect();
        await api.CreateAsync(KubeObject.Parse("""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"prices","namespace":"default"},
             "spec":{"replicas":2,"selector":{"matchLabels":{"app":"prices"}},
              "template":{"metadata":{"labels":{"app":"prices"}},"spec":{"containers":[{"name":"web","image":"example/prices:v1",
               "readinessProbe":{"httpGet":{"path":"/today","port":8080}}}]}}}}
            """), cancel);
        await api.CreateAsync(KubeObject.Parse("""
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"prices","namespace":"default"},
             "spec":{"type":"NodePort","selector":{"app":"prices"},"ports":[{"port":80,"targetPort":8080}]}}
            """), cancel);

        var address = await cluster.Published.WaitAsync("default", "prices", 80, cancel);
        await new Waiter(api, TimeProvider.System).UntilAsync(Expect.DeploymentReady("prices"), cancel);
        using var http = new HttpClient();
        (await http.GetStringAsync($"http://{address}/today", cancel)).Should().Be("42");
        cluster.UnverifiedImages.Should().BeEmpty();
    }
}
