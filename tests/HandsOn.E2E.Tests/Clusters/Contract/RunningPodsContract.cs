using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Objects;
using HandsOn.Scenarios.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Clusters.Contract;

/// <summary>What every provider's cluster does with pods; <c>TestCategory!=RunsPods</c> leaves it out where only a control plane is.</summary>
[TestFixtureSource(typeof(AvailableProviders)), Category("RunsPods")]
public sealed class RunningPodsContract(ProviderCase provider) : RunningCluster(provider)
{
    [Test]
    public async Task A_pod_resolves_the_API_server_by_its_name(CancellationToken cancellation)
    {
        await ApplyAsync($$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: client, namespace: default}
            spec: {terminationGracePeriodSeconds: 0, containers: [{name: main, image: "{{Images.Shell}}", command: [sleep, infinity]}]}
            """, cancellation);
        await Waiter.UntilAsync(Expect.PodReady("client"), cancellation);
        var api = await Service("kubernetes", cancellation);

        (await RunAsync(cancellation, "exec", "client", "--", "nslookup", "kubernetes.default.svc.cluster.local")).Should().Contain(api.Spec.String("clusterIP"));
    }

    [TestCase("NodePort")]
    [TestCase("LoadBalancer")]
    public async Task A_published_Service_is_reached_from_this_machine(string type, CancellationToken cancellation)
    {
        var name = $"web-{type.ToLowerInvariant()}";
        await ApplyAsync($$"""
            apiVersion: v1
            kind: Service
            metadata: {name: {{name}}, namespace: default}
            spec: {type: {{type}}, selector: {app: {{name}} }, ports: [{port: 8081, targetPort: 8080}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: {{name}}, namespace: default, labels: {app: {{name}} } }
            spec:
              terminationGracePeriodSeconds: 0
              containers: [{name: web, image: "{{Images.Web}}", args: [netexec, --http-port=8080], readinessProbe: {httpGet: {path: /hostname, port: 8080}, periodSeconds: 1} }]
            """, cancellation);
        await Waiter.UntilAsync(Expect.ReadyEndpoints(name, 1), cancellation);

        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        (await http.GetStringAsync(new Uri(await Cluster.AddressAsync("default", name, 8081, cancellation), "/hostname"), cancellation)).Trim().Should().Be(name);
        await Cluster.Api.DeleteAsync(ApiResources.Services, "default", name, cancellation: cancellation);
        await Cluster.Api.DeleteAsync(ApiResources.Pods, "default", name, cancellation: cancellation);
    }

    [Test]
    public async Task kube_system_is_what_the_traits_say_from_the_first_moment_on(CancellationToken cancellation)
    {
        var pods = (await Cluster.Api.ListAsync(ApiResources.Pods, "kube-system", cancellation: cancellation)).Items;
        var (_, space, prefix, manifest) = Cluster.Traits.Revived;

        Cluster.Traits.System.Refutation([.. pods.Select(p => p.Name)]).Should().BeNull();
        if (manifest is null && space == "kube-system") pods.Should().Contain(p => p.Name.StartsWith(prefix, StringComparison.Ordinal) && Expect.IsReady(p));
    }

    private async Task<KubeObject> Service(string name, CancellationToken cancellation)
    {
        // That of the API server stands in a namespace that is nobody's own.
        var (_, text) = await Cluster.Api.RawAsync($"/api/v1/namespaces/default/services/{name}", cancellation);
        return KubeObject.Parse(text);
    }

    private async Task ApplyAsync(string manifest, CancellationToken cancellation)
    {
        foreach (var document in YamlFile.Parse(manifest, "this test")) await Cluster.Api.ApplyAsync(new(document.Root), cancellation);
    }
}
