using System.Net.WebSockets;
using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.RealClusters.Kubeconfigs.Addresses;

/// <summary>
/// Where this machine reaches a port of a Service: at its load balancer, where that answers from here; else at a node's address, where that does; else through the API server,
/// by a port of our own that is forwarded to a ready pod.
/// </summary>
/// <param name="access">The cluster.</param>
/// <param name="api">A client of the scenario's part of it.</param>
/// <param name="probe">Tries addresses.</param>
/// <param name="time">The clock.</param>
/// <param name="said">Is told which way it went.</param>
internal sealed class ServiceAddress(ClusterAccess access, IApiClient api, IAddressProbe probe, TimeProvider time, Action<string> said) : IAsyncDisposable
{
    private const int FirstNodePort = 30000;

    private readonly List<PortForwarder> forwarders = [];

    /// <exception cref="ClusterException">It is not reached: one sentence.</exception>
    public async ValueTask<Uri> FindAsync(string @namespace, string name, int port, TimeSpan patience, CancellationToken cancellation)
    {
        var service = await api.FindAsync(ApiResources.Services, @namespace, name, cancellation) ?? throw new ClusterException($"there is no Service {@namespace}/{name}");
        var type = service.Spec.String("type") ?? "ClusterIP";
        if (type is not ("LoadBalancer" or "NodePort"))
            throw new ClusterException($"port {port} of Service {@namespace}/{name} is not published to this machine: it is of type {type}, not LoadBalancer or NodePort");
        var entry = service.Spec.List("ports").Maps().FirstOrDefault(p => p.Long("port") == port)
            ?? throw new ClusterException($"Service {@namespace}/{name} has no port {port}; it has {string.Join(", ", service.Spec.List("ports").Maps().Select(p => p.Long("port")))}");
        var all = (await access.Api.ListAsync(ApiResources.Services, cancellation: cancellation)).Items;
        if (await AnsweringAsync(Balancers(service, port, all), all, cancellation) is { } balancer) return Said(balancer, $"{@namespace}/{name} is reached at its load balancer");
        if (await AnsweringAsync(await NodesAsync(entry, cancellation), all, cancellation) is { } node) return Said(node, $"{@namespace}/{name} is reached at a node's port");
        return Said(await ForwardAsync(service, entry, patience, cancellation), $"{@namespace}/{name} is reached by a port-forward to a pod: neither a load balancer nor a node of the cluster answers from here");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var forwarder in forwarders) await forwarder.DisposeAsync();
    }

    private Uri Said((string Host, int Port) address, string way)
    {
        said(way);
        return new UriBuilder(Uri.UriSchemeHttp, address.Host, address.Port).Uri;
    }

    // Two Services cannot both have the same port of the same address, even if both say so; localhost is where the API server is.
    private IReadOnlyList<(string, int)> Balancers(KubeObject service, int port, IReadOnlyList<KubeObject> all)
    {
        var others = all.Where(s => s.Uid != service.Uid).SelectMany(s => s.Spec.List("ports").Maps().SelectMany(p => Balanced(s, (int)(p.Long("port") ?? 0)))).ToHashSet();
        return [.. Balanced(service, port).Where(a => !others.Contains(a) && (access.Server.IsLoopback || !new UriBuilder(Uri.UriSchemeHttp, a.Host).Uri.IsLoopback))];
    }

    private static IEnumerable<(string Host, int Port)> Balanced(KubeObject service, int port) => service.Status.List("loadBalancer", "ingress").Maps()
        .Where(i => !i.List("ports").Maps().Any(p => p.Long("port") == port && p.String("error") is not null))
        .Select(i => i.String("hostname") ?? i.String("ip")).OfType<string>().Select(host => (host, port));

    private async Task<IReadOnlyList<(string, int)>> NodesAsync(JsonMap entry, CancellationToken cancellation) => entry.Long("nodePort") is not { } port ? [] :
        [.. (await api.ListAsync(ApiResources.Nodes, cancellation: cancellation)).Items.SelectMany(n => n.Status.List("addresses").Maps())
            .Where(a => a.String("type") is "ExternalIP" or "InternalIP").Select(a => (a.String("address") ?? "", (int)port))];

    // Some networks answer for every address. Where a port answers that no Service has, nobody knows who it is.
    private async Task<(string, int)?> AnsweringAsync(IReadOnlyList<(string Host, int Port)> addresses, IReadOnlyList<KubeObject> all, CancellationToken cancellation)
    {
        var taken = all.SelectMany(s => s.Spec.List("ports").Maps()).SelectMany(p => new[] { p.Long("nodePort"), p.Long("port") }).ToHashSet();
        var nobodys = Enumerable.Range(FirstNodePort, ushort.MaxValue - FirstNodePort).First(p => !taken.Contains(p));
        var answers = await Task.WhenAll(addresses.Select(async a =>
            (await Task.WhenAll(probe.AnswersAsync(a.Host, a.Port, cancellation), probe.AnswersAsync(a.Host, nobodys, cancellation))) is [true, false]));
        return addresses.Zip(answers).Where(a => a.Second).Select(a => ((string, int)?)a.First).FirstOrDefault();
    }

    // The Service may stand outside of the scenario's part: an ingress controller that the cluster has does.
    private async Task<(string, int)> ForwardAsync(KubeObject service, JsonMap entry, TimeSpan patience, CancellationToken cancellation)
    {
        var pods = new ReadyPods(access.Api, service, entry);
        try
        {
            await new Waiter(access.Api, time) { Patience = patience }.UntilAsync(new Expectation(
                $"Service {service.Key} leads to a pod", $"Service {service.Key} leads to no pod", [ApiResources.Endpoints],
                view => pods.In(view.Find(ApiResources.Endpoints, service.Namespace, service.Name)).Any() ? null : "it has no endpoints").About("Service", service.Namespace, service.Name), cancellation);
            // Whoever connects later sees no more than that the connection ends: what keeps it from standing is told now.
            using var trial = await OpenAsync(cancellation);
        }
        catch (WaitException none)
        {
            throw new ClusterException(none.Message, none);
        }
        catch (WebSocketException refused)
        {
            throw new ClusterException($"Service {service.Key} is reached neither at an address nor by a port-forward: {(refused.InnerException ?? refused).Message.TrimEnd('.')}", refused);
        }
        var forwarder = new PortForwarder(OpenAsync);
        lock (forwarders) forwarders.Add(forwarder);
        return (forwarder.Address.Address.ToString(), forwarder.Address.Port);

        async Task<WebSocket?> OpenAsync(CancellationToken token) => await pods.NextAsync(token) is var (pod, port)
            ? await access.OpenAsync($"/api/v1/namespaces/{service.Namespace}/pods/{pod}/portforward?ports={port}", PortForwarder.Protocol, token)
            : null;
    }
}
