using HandsOn.Cluster.Api.Requests;
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
    private const string LoadBalancer = "LoadBalancer";

    public static readonly UserInfo Identity = UserInfo.ServiceAccount("kube-system", "service-controller");

    private readonly Dictionary<ObjectKey, Dictionary<ServicePort, (LoopbackPort Port, PublishedEndpoint Entry)>> open = [];

    /// <summary>Services whose status does not say yet what has become of their ports.</summary>
    private readonly HashSet<ObjectKey> moved = [];

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
        if (await PublishAsync(key, service).ConfigureAwait(false)) moved.Add(key);
        if (service is not null) await ShowAsync(service, cancellation).ConfigureAwait(false);
        moved.Remove(key);
    }

    private async Task ShowAsync(KubeObject service, CancellationToken cancellation)
    {
        var hasAddress = service.Status.List("loadBalancer", "ingress").Count > 0;
        var isToldAll = hasAddress && !moved.Contains(service.Key);
        if (IsBalanced(service) && !isToldAll) await EnsureAsync(service, cancellation).ConfigureAwait(false);
        else if (hasAddress && service.Spec.String("type") != LoadBalancer) await RemoveAsync(service, cancellation).ConfigureAwait(false);
    }

    // A load balancer of another class is somebody else's.
    private static bool IsBalanced(KubeObject service) =>
        service.Spec.String("type") == LoadBalancer && service.Spec.String("loadBalancerClass") is null;

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

    /// <returns>Whether anything was opened or closed.</returns>
    private async ValueTask<bool> PublishAsync(ObjectKey key, KubeObject? service)
    {
        var wanted = service is null ? [] : ServicePort.Of(service, IsBalanced(service), onServicePorts);
        var have = open.GetValueOrDefault(key, []);
        var lost = have.Keys.Where(port => !wanted.ContainsKey(port)).ToList();
        foreach (var port in lost)
        {
            have.Remove(port, out var gone);
            // Whoever is told that it is closed finds it closed.
            await gone.Port.DisposeAsync().ConfigureAwait(false);
            published.Remove(gone.Entry);
        }
        var added = wanted.Where(port => !have.ContainsKey(port.Key)).ToList();
        foreach (var (port, spec) in added)
        {
            have[port] = Open(key, port, spec);
            published.Add(have[port].Entry);
        }
        if (have.Count > 0) open[key] = have;
        else open.Remove(key);
        return lost.Count + added.Count > 0;
    }

    private (LoopbackPort Port, PublishedEndpoint Entry) Open(ObjectKey key, ServicePort port, JsonMap spec)
    {
        var opened = LoopbackPort.Open(network, port.Destination, port.HostPort);
        return (opened, new PublishedEndpoint(key.Namespace, key.Name, port.Destination.Port, opened.Address)
        {
            Wanted = port.HostPort == 0 ? null : port.HostPort,
            Refusal = opened.Refusal,
            Url = ServicePort.Url(spec, opened.Address),
        });
    }
}
