using System.Threading.Channels;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Workloads.Api;
using HandsOn.Workloads.Containers;

namespace HandsOn.Workloads.IngressNginx;

/// <summary>What the controller sees of the cluster, through its own service account.</summary>
internal sealed class ClusterView
{
    private readonly Channel<bool> changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource failing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ControllerOptions options;
    private readonly ObjectIndex slicesByService;
    private readonly List<ApiMirror> mirrors = [];
    private readonly ApiMirror endpoints;

    public ClusterView(ClusterApi api, ControllerOptions options, Klog log)
    {
        this.options = options;
        ApiMirror Mirror(ApiResource resource, string @namespace)
        {
            var mirror = new ApiMirror(api, resource, @namespace)
            {
                Failed = message =>
                {
                    log.Error("reflector.go:1", message);
                    failing.TrySetResult();
                },
                Changed = (old, next) =>
                {
                    if (resource == ApiResource.Ingresses) IngressChanged(old, next);
                    changes.Writer.TryWrite(true);
                },
            };
            mirrors.Add(mirror);
            return mirror;
        }
        Ingresses = Mirror(ApiResource.Ingresses, options.WatchNamespace);
        Services = Mirror(ApiResource.Services, options.WatchNamespace);
        Secrets = Mirror(ApiResource.Secrets, options.WatchNamespace);
        ConfigMaps = Mirror(ApiResource.ConfigMaps, options.WatchNamespace);
        endpoints = Mirror(options.UsesEndpointSlices ? ApiResource.EndpointSlices : ApiResource.Endpoints, options.WatchNamespace);
        Classes = options.KnowsIngressClasses ? Mirror(ApiResource.IngressClasses, "") : null;
        slicesByService = endpoints.Index(item => [$"{item.Namespace}/{(options.UsesEndpointSlices ? item.Labels.String(WellKnownLabels.ServiceName) : item.Name)}"]);
    }

    public ApiMirror Ingresses { get; }

    public ApiMirror Services { get; }

    public ApiMirror Secrets { get; }

    public ApiMirror ConfigMaps { get; }

    public ApiMirror? Classes { get; }

    /// <summary>Told of every change of an Ingress.</summary>
    public Action<KubeObject?, KubeObject?> IngressChanged { get; set; } = static (_, _) => { };

    public Task Synced => Task.WhenAll(mirrors.Select(mirror => mirror.Synced));

    /// <summary>Completes when something could not be read for the first time.</summary>
    public Task Failing => failing.Task;

    /// <summary>Something has changed; several changes may be one.</summary>
    public ChannelReader<bool> Changes => changes.Reader;

    public Task RunAsync(TimeProvider time, CancellationToken stopping) => Task.WhenAll(mirrors.Select(mirror => mirror.RunAsync(time, stopping)));

    /// <summary>Whether an Ingress is this controller's (internal/ingress/controller/ingressclass).</summary>
    public bool IsOurs(KubeObject ingress)
    {
        var annotation = ingress.Annotations.String("kubernetes.io/ingress.class");
        if (!options.KnowsIngressClasses) return annotation == options.IngressClass || (string.IsNullOrEmpty(annotation) && options.IngressClass == "nginx");
        if (!string.IsNullOrEmpty(annotation)) return annotation == options.IngressClass;
        return ingress.Spec.String("ingressClassName") is { } name
            ? Classes!.Find("", name)?.Spec.String("controller") == options.ControllerClass
            : options.WatchWithoutClass;
    }

    /// <summary>The addresses of a Service's port that are ready.</summary>
    public IEnumerable<(string Address, int Port)> Endpoints(string @namespace, string service, string portName)
    {
        foreach (var item in slicesByService[$"{@namespace}/{service}"])
            foreach (var (addresses, ports) in options.UsesEndpointSlices ? Slice(item) : Subsets(item))
                foreach (var port in ports.Where(port => (port.String("name") ?? "") == portName))
                    foreach (var address in addresses) yield return (address, (int)(port.Long("port") ?? 0));
    }

    private static IEnumerable<(IEnumerable<string> Addresses, IEnumerable<JsonMap> Ports)> Slice(KubeObject slice) => slice.Root.List("endpoints").Maps()
        .Where(endpoint => endpoint.Bool("conditions", "ready") != false)
        .Select(endpoint => (endpoint.List("addresses").Strings(), slice.Root.List("ports").Maps()));

    private static IEnumerable<(IEnumerable<string> Addresses, IEnumerable<JsonMap> Ports)> Subsets(KubeObject item) => item.Root.List("subsets").Maps()
        .Select(subset => (subset.List("addresses").Maps().Select(address => address.String("ip") ?? ""), subset.List("ports").Maps()));
}
