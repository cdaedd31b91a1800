using System.Net;
using HandsOn.E2E.Api;
using HandsOn.E2E.RealClusters.K3s.Inside;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.RealClusters.K3s.Starting;

/// <summary>
/// Waits until a k3s can be used: its API answers, its nodes are Ready, the service account that pods need is there, and CoreDNS
/// answers a lookup behind its Service. No line of its log says so; the log only tells when to look again.
/// </summary>
/// <param name="container">The server's container.</param>
/// <param name="log">Its log.</param>
/// <param name="nodes">How many nodes there must be.</param>
/// <param name="ownIngress">Whether its own ingress controller must serve.</param>
internal sealed class Readiness(IContainer container, ContainerLog log, int nodes, bool ownIngress = false)
{
    private const string KubeconfigPath = "/etc/rancher/k3s/k3s.yaml";
    private const string Known = "kubernetes.default.svc.cluster.local";
    private const int NotFound = 127;
    private const int NotExecutable = 126;

    /// <summary>What was missing when it was looked last.</summary>
    public string Missing { get; private set; } = "it has written nothing";

    /// <summary>Waits for the kubeconfig that k3s writes when its API server runs.</summary>
    public async Task<string> KubeconfigAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var seen = log.Count;
            if (log.Last.Any(l => l.Contains("kubeconfig", StringComparison.OrdinalIgnoreCase)))
            {
                var read = await container.RunAsync(["cat", KubeconfigPath], null, null, cancellation);
                if (read is { ExitCode: 0, Output.Length: > 0 }) return read.Output;
            }
            Missing = "its API server does not run yet";
            await log.AfterAsync(seen, cancellation);
        }
    }

    /// <summary>Waits until all of the rest holds.</summary>
    /// <exception cref="WaitException">It did not in time; the message says what is to blame.</exception>
    public async Task UsableAsync(IApiClient api, Waiter waiter, CancellationToken cancellation)
    {
        await AnsweringAsync(api, cancellation);
        await waiter.UntilAsync(Running(), cancellation);
        await LookupAsync(api, cancellation);
        if (ownIngress) await waiter.UntilAsync(OwnIngress.Ready(), cancellation);
    }

    private async Task AnsweringAsync(IApiClient api, CancellationToken cancellation)
    {
        while (true)
        {
            var seen = log.Count;
            try
            {
                if ((await api.RawAsync("/readyz", cancellation)).Code is var code && code == HttpStatusCode.OK) return;
                Missing = $"its API is not ready ({(int)code})";
            }
            catch (HttpRequestException error)
            {
                Missing = $"its API does not answer ({error.Message})";
            }
            await log.AfterAsync(seen, cancellation);
        }
    }

    private Expectation Running() => new(
        "k3s can be used", "k3s cannot be used yet", [ApiResources.Nodes, ApiResources.ServiceAccounts, ApiResources.Endpoints, ApiResources.Deployments],
        view => Unready(view) is { } missing ? Missing = missing : null)
    {
        Suspect = view => Unready(view) is { } missing && missing.StartsWith("CoreDNS", StringComparison.Ordinal) && view.Find(ApiResources.Deployments, "kube-system", "coredns") is not null
            ? new("Deployment", "kube-system", "coredns")
            : null,
    };

    private string? Unready(ClusterView view)
    {
        var known = view.All(ApiResources.Nodes);
        if (known.FirstOrDefault(n => !n.HasCondition("Ready")) is { } unready) return $"node {unready.Name} is not Ready: {Why(unready)}";
        if (known.Count < nodes) return $"{known.Count} of {nodes} nodes have joined";
        if (view.Find(ApiResources.ServiceAccounts, "default", "default") is null) return "there is no service account \"default\"";
        return view.Find(ApiResources.Endpoints, "kube-system", "kube-dns")?.Root.List("subsets").Maps().Any(s => s.List("addresses").Count > 0) == true ? null : "CoreDNS has no ready pod";
    }

    private static string Why(KubeObject node) => node.Status.List("conditions").Find("type", "Ready")?.String("message") ?? "its kubelet has said nothing";

    // kube-proxy tells nobody when it has made the way to a Service, so the lookup is asked for until it is answered.
    private async Task LookupAsync(IApiClient api, CancellationToken cancellation)
    {
        var server = (await api.GetAsync(ApiResources.Services, "kube-system", "kube-dns", cancellation)).Spec.String("clusterIP") ?? "";
        while (true)
        {
            var answer = await container.RunAsync(["nslookup", Known, server], null, null, cancellation);
            if (answer.ExitCode is 0 or NotFound or NotExecutable) return;
            Missing = $"CoreDNS does not answer a lookup of {Known}: {(answer.Output + answer.Error).Trim().ReplaceLineEndings(" ")}";
        }
    }
}
