using System.Net;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Network.Publishing;

/// <summary>
/// The cloud provider of this cluster: gives LoadBalancer Services the address <c>localhost</c>, as Docker Desktop does, and
/// publishes them, and NodePorts, on loopback (staging/src/k8s.io/cloud-provider/controllers/service/controller.go).
/// </summary>
/// <param name="context">With the identity of <see cref="Identity"/>.</param>
/// <param name="network">Where the Services are.</param>
/// <param name="published">The list to keep.</param>
/// <param name="onServicePorts">Whether a LoadBalancer's own port is taken on loopback where that is free.</param>
internal sealed class ServicePublisher(ComponentContext context, VirtualNetwork network, PublishedEndpoints published, bool onServicePorts) : Controller(context)
{
    public static readonly UserInfo Identity = UserInfo.ServiceAccount("kube-system", "service-controller");

    private readonly Dictionary<ObjectKey, Dictionary<IPEndPoint, (LoopbackPort Port, PublishedEndpoint Entry)>> open = [];

    private Informer Services => Context.Informers.For(ServiceKind.Resource);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().ConfigureAwait(false);
        foreach (var key in open.Keys.ToList()) await PublishAsync(key, null).ConfigureAwait(false);
    }

    protected override void Watch() => Services.OnChange((old, next) => Queue.Add((next ?? old)!.Key));

    protected override async ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        var service = Services.Find(key) is { IsTerminating: false } found ? found : null;
        await PublishAsync(key, service).ConfigureAwait(false);
        if (service is null) return;
        var isBalanced = service.Spec.String("type") == "LoadBalancer" && service.Spec.String("loadBalancerClass") is null;
        var hasAddress = service.Status.List("loadBalancer", "ingress").Count > 0;
        if (isBalanced && !hasAddress) await EnsureAsync(service, cancellation).ConfigureAwait(false);
        else if (!isBalanced && hasAddress && service.Spec.String("type") != "LoadBalancer") await RemoveAsync(service, cancellation).ConfigureAwait(false);
    }

    private async Task EnsureAsync(KubeObject service, CancellationToken cancellation)
    {
        await Context.Events.NormalAsync(service, "EnsuringLoadBalancer", "Ensuring load balancer").ConfigureAwait(false);
        var address = JsonMap.Of(("hostname", "localhost"), ("ports", Taken(service)));
        await SetStatusAsync(service, JsonMap.Of(("ingress", JsonList.Of(address))), cancellation).ConfigureAwait(false);
        await Context.Events.NormalAsync(service, "EnsuredLoadBalancer", "Ensured load balancer").ConfigureAwait(false);
    }

    // A port that this machine could not give is not the Service's there: the status says so, since others only see the address.
    private JsonList? Taken(KubeObject service)
    {
        var elsewhere = open.GetValueOrDefault(service.Key, []).Values.Select(o => o.Entry).Where(e => e.Address.Port != e.Port)
            .Select(e => JsonMap.Of(("port", (long)e.Port), ("protocol", "TCP"), ("error", "NotOnThisPort"))).ToList();
        return elsewhere.Count == 0 ? null : JsonList.From(elsewhere);
    }

    private async Task RemoveAsync(KubeObject service, CancellationToken cancellation)
    {
        await Context.Events.NormalAsync(service, "DeletingLoadBalancer", "Deleting load balancer").ConfigureAwait(false);
        await SetStatusAsync(service, JsonMap.Empty, cancellation).ConfigureAwait(false);
        await Context.Events.NormalAsync(service, "DeletedLoadBalancer", "Deleted load balancer").ConfigureAwait(false);
    }

    private async Task SetStatusAsync(KubeObject service, JsonMap balancer, CancellationToken cancellation)
    {
        var written = await Client.PatchAsync(
            ServiceKind.Resource, service.Namespace, service.Name, current => current.SetIn(balancer, "status", "loadBalancer"), "status", cancellation).ConfigureAwait(false);
        Wrote(ServiceKind.Resource, written);
    }

    private async ValueTask PublishAsync(ObjectKey key, KubeObject? service)
    {
        var wanted = service is null ? [] : Wanted(service);
        var have = open.GetValueOrDefault(key, []);
        foreach (var (destination, (port, entry)) in have.ToList())
        {
            if (wanted.ContainsKey(destination)) continue;
            have.Remove(destination);
            // Whoever is told that it is closed finds it closed.
            await port.DisposeAsync().ConfigureAwait(false);
            published.Remove(entry);
        }
        foreach (var (destination, hostPort) in wanted)
        {
            if (have.ContainsKey(destination)) continue;
            var port = LoopbackPort.Open(network, destination, hostPort);
            var entry = new PublishedEndpoint(key.Namespace, key.Name, destination.Port, port.Address);
            have[destination] = (port, entry);
            published.Add(entry);
        }
        if (have.Count > 0) open[key] = have;
        else open.Remove(key);
    }

    /// <summary>The virtual addresses to publish, and the host port that each would like to have.</summary>
    private Dictionary<IPEndPoint, int> Wanted(KubeObject service)
    {
        var wanted = new Dictionary<IPEndPoint, int>();
        var isBalanced = service.Spec.String("type") == "LoadBalancer";
        if (!isBalanced && service.Spec.String("type") != "NodePort") return wanted;
        if (!IPAddress.TryParse(service.Spec.String("clusterIP"), out var address)) return wanted;
        foreach (var port in service.Spec.List("ports").Maps().Where(port => port.String("protocol") is null or "TCP"))
        {
            var number = (int)(port.Long("port") ?? 0);
            wanted[new IPEndPoint(address, number)] = !onServicePorts ? 0 : isBalanced ? number : (int)(port.Long("nodePort") ?? 0);
        }
        return wanted;
    }
}
