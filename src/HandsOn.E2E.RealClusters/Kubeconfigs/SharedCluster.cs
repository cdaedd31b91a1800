using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Clusters.Traits;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.RealClusters.Kubeconfigs.Addresses;
using HandsOn.E2E.RealClusters.Kubeconfigs.Leftovers;
using HandsOn.E2E.RealClusters.Retries;
using HandsOn.E2E.Scopes;
using HandsOn.E2E.Versions;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.RealClusters.Kubeconfigs;

/// <summary>A scenario's part of a cluster that others use.</summary>
internal sealed class SharedCluster : ICluster
{
    // Namespaces go when everything in them is gone; whoever holds on to something (a finalizer) is told of at the end of the run.
    private static readonly TimeSpan MostToGo = TimeSpan.FromMinutes(2);

    private readonly ClusterAccess access;
    private readonly SharedScope scope;
    private readonly TimeProvider time;
    private readonly ServiceAddress addresses;
    private IDisposable? announced;

    public SharedCluster(ClusterAccess access, SharedScope scope, string version, string kubeconfig, IAddressProbe probe, TimeProvider time, Action<string> said)
    {
        (this.access, this.scope, this.time) = (access, scope, time);
        (Version, Kubeconfig) = (version, kubeconfig);
        Api = access.Client(scope);
        addresses = new(access, Api, probe, time, said);
    }

    public string Provider => KubeconfigClusterProvider.ProviderName;

    public string Version { get; }

    public string Kubeconfig { get; }

    public IApiClient Api { get; }

    public ClusterScope Scope => scope;

    // What a cluster shows of itself is its operators' affair.
    public ClusterTraits Traits { get; } = new() { System = SystemPods.Unknown, Revived = RevivedPod.OurOwn, Address = IngressAddress.Any };

    // Images are pulled, load balancers are ordered.
    public TimeSpan Patience => TimeSpan.FromMinutes(3);

    public string Removal => RemovalOf(access.Context.Name, [ApiResources.Namespaces, .. scope.Made.Resources], $"{ScopeMarks.Scope}={scope.Base}");

    /// <summary>How a user removes what has a label.</summary>
    public static string RemovalOf(string context, IEnumerable<ApiResource> resources, string selector) =>
        $"kubectl --context {context} delete {string.Join(',', resources.Distinct().OrderBy(r => r != ApiResources.Namespaces).ThenBy(r => r.ToString(), StringComparer.Ordinal))} -l {selector}";

    /// <summary>Makes the namespace in which the reader works, and waits until pods can be made in it.</summary>
    /// <exception cref="ClusterException">It cannot be made.</exception>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        // What is to be kept keeps nobody waiting.
        if (scope.Owner.Length > 0) announced = OutsideThings.Announce();
        // Whoever gives up in the middle of this request would not know whether there is something to take away.
        await access.Failures.SayAsync(() => Api.CreateAsync(new(JsonMap.Of(("apiVersion", "v1"), ("kind", "Namespace"), ("metadata", JsonMap.Of(("name", scope.Base))))), CancellationToken.None));
        try
        {
            await new Waiter(Api, time) { Patience = Patience }.UntilAsync(Expect.ServiceAccount(ClusterScope.Default, KubernetesMinor.Parse(Version)), cancellation);
        }
        catch (WaitException never)
        {
            throw new ClusterException(never.Message, never);
        }
    }

    public IKubectl Guarded(IKubectl kubectl) => new RetryingKubectl(access.Faults, kubectl);

    public IApiClient ConnectAs(string token) => access.ClientAs(token, scope);

    public ValueTask<Uri> AddressAsync(string @namespace, string service, int port, CancellationToken cancellation = default) => addresses.FindAsync(@namespace, service, port, Patience, cancellation);

    public async ValueTask<string?> WhyGoneAsync(CancellationToken cancellation = default)
    {
        try
        {
            await Api.RawAsync("/version", cancellation);
            return null;
        }
        catch (ClusterException gone)
        {
            return gone.Message;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await addresses.DisposeAsync();
        var marked = new MarkedObjects(access.Api, [ApiResources.Namespaces, .. scope.Made.Resources]);
        try
        {
            await access.Failures.SayAsync(async () =>
            {
                await marked.DeleteAsync(await marked.FindAsync($"{ScopeMarks.Scope}={scope.Base}", CancellationToken.None), CancellationToken.None);
                await marked.GoneAsync(scope.Base, MostToGo, time, CancellationToken.None);
                return true;
            });
        }
        catch (ClusterException stays)
        {
            throw new ClusterException($"{stays.Message}; to take away what the scenario has made: {Removal}", stays);
        }
        finally
        {
            announced?.Dispose();
            Api.Dispose();
        }
    }
}
