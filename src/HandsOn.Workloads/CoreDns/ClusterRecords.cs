using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Workloads.Api;

namespace HandsOn.Workloads.CoreDns;

/// <summary>What the DNS server knows of the cluster.</summary>
internal sealed class ClusterRecords
{
    private readonly ApiMirror services;
    private readonly ApiMirror slices;
    private readonly ApiMirror namespaces;
    private readonly ObjectIndex slicesByService;
    private readonly ObjectIndex servicesByAddress;
    private readonly ObjectIndex slicesByAddress;

    /// <param name="api">The API server, as the service account sees it.</param>
    /// <param name="endpointSlices">The EndpointSlices in the version that this release of CoreDNS reads.</param>
    /// <param name="failed">Told what goes wrong.</param>
    public ClusterRecords(ClusterApi api, ApiResource endpointSlices, Action<string> failed)
    {
        services = new ApiMirror(api, ApiResource.Services) { Failed = failed };
        slices = new ApiMirror(api, endpointSlices) { Failed = failed };
        namespaces = new ApiMirror(api, ApiResource.Namespaces) { Failed = failed };
        slicesByService = slices.Index(slice => [$"{slice.Namespace}/{slice.Labels.String(WellKnownLabels.ServiceName)}"]);
        servicesByAddress = services.Index(service => service.Spec.List("clusterIPs").Strings().DefaultIfEmpty(service.Spec.String("clusterIP") ?? ""));
        slicesByAddress = slices.Index(slice => slice.Root.List("endpoints").Maps().SelectMany(endpoint => endpoint.List("addresses").Strings()).Distinct());
    }

    public Task Synced => Task.WhenAll(services.Synced, slices.Synced, namespaces.Synced);

    public Task RunAsync(TimeProvider time, CancellationToken stopping) =>
        Task.WhenAll(services.RunAsync(time, stopping), slices.RunAsync(time, stopping), namespaces.RunAsync(time, stopping));

    public KubeObject? Service(string @namespace, string name) => services.Find(@namespace, name);

    public bool HasNamespace(string name) => namespaces.Find("", name) is not null;

    public KubeObject? ServiceAt(string address) => servicesByAddress[address].FirstOrDefault();

    /// <summary>The name of the headless Service's endpoint that has that address, and of its Service.</summary>
    public (KubeObject Service, string Host)? EndpointAt(string address)
    {
        foreach (var slice in slicesByAddress[address])
            if (slice.Labels.String(WellKnownLabels.ServiceName) is { } name && Service(slice.Namespace, name) is { } service && IsHeadless(service))
                return slice.Root.List("endpoints").Maps().First(endpoint => endpoint.List("addresses").Strings().Contains(address)) is var found
                    ? (service, HostOf(found, address)) : null;
        return null;
    }

    /// <summary>The endpoints of a headless Service: host name, address, and the ports of the slice.</summary>
    public IEnumerable<(string Host, string Address, JsonList Ports)> Endpoints(KubeObject service)
    {
        var all = service.Spec.Bool("publishNotReadyAddresses") == true;
        foreach (var slice in slicesByService[service.Key.ToString()])
            foreach (var endpoint in slice.Root.List("endpoints").Maps().Where(endpoint => all || endpoint.Bool("conditions", "ready") != false))
                foreach (var address in endpoint.List("addresses").Strings())
                    yield return (HostOf(endpoint, address), address, slice.Root.List("ports"));
    }

    public static bool IsHeadless(KubeObject service) => service.Spec.String("clusterIP") is "None";

    private static string HostOf(JsonMap endpoint, string address) => endpoint.String("hostname") ?? address.Replace('.', '-');
}
