using System.Collections.Concurrent;
using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Manifests;
using HandsOn.E2E.RealClusters.Kubeconfigs.Addresses;
using HandsOn.E2E.RealClusters.Kubeconfigs.Contexts;
using HandsOn.E2E.RealClusters.Kubeconfigs.Leftovers;
using HandsOn.E2E.RealClusters.Kubeconfigs.Permissions;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Scopes;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.RealClusters.Kubeconfigs;

/// <summary>
/// Any cluster that exists, by a context of the user's kubeconfig. Every scenario works in namespaces that it has made, and under names of its own where
/// there are no namespaces; what is not the run's own is never changed.
/// </summary>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="time">The clock.</param>
internal sealed class KubeconfigClusterProvider(Func<string, string?> environment, TimeProvider time) : IClusterProvider
{
    internal const string ProviderName = "kubeconfig";

    // What the hands-on's manifests make outside of namespaces.
    private static readonly ApiResource[] UsuallyMade =
        [ApiResources.Namespaces, ApiResources.ClusterRoles, ApiResources.ClusterRoleBindings, ApiResources.IngressClasses, ApiResources.ValidatingWebhooks];

    private readonly ConcurrentDictionary<(string Run, string? Context), ClusterAccess> opened = [];
    private readonly ConcurrentDictionary<string, bool> told = new(StringComparer.Ordinal);
    private IRunProgress progress = new NoProgress();
    private int scenarios;

    /// <inheritdoc/>
    public string Name => ProviderName;

    internal IAddressProbe Probe { get; init; } = new TcpProbe(time);

    /// <inheritdoc/>
    public Task<KubernetesMinor> DefaultMinorAsync(ClusterRequest request, CancellationToken cancellation = default) => Open(request).MinorAsync(cancellation);

    /// <inheritdoc/>
    public async Task<string?> WhyNotAsync(ClusterRequest request, CancellationToken cancellation = default)
    {
        try
        {
            await OpenAsync(request, cancellation);
            return null;
        }
        catch (ClusterException why)
        {
            return why.Message;
        }
    }

    /// <inheritdoc/>
    public async Task PrepareAsync(ClusterRequest request, IRunProgress progress, CancellationToken cancellation = default)
    {
        this.progress = progress;
        var access = await OpenAsync(request, cancellation);
        await access.Failures.SayAsync(async () =>
        {
            await DemandPermissionsAsync(access, request, cancellation);
            await new IngressController(request.IngressClass).DemandAsync(access.Api, await access.MinorAsync(cancellation), cancellation);
            await DeadRuns.TakeAwayAsync(new(access.Api, (await access.CatalogAsync(cancellation)).ClusterScoped), progress, cancellation);
            return true;
        });
        progress.Said($"context {access.Context.Name}: Kubernetes {await access.VersionAsync(cancellation)} at {access.Server.GetLeftPart(UriPartial.Authority)}; everything of this run has the label {ScopeMarks.Run}={RunOf(request)}");
    }

    /// <inheritdoc/>
    public async Task<ICluster> StartAsync(ClusterRequest request, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var access = await OpenAsync(request, cancellation);
        var scope = await ScopeAsync(access, request, Interlocked.Increment(ref scenarios), cancellation);
        var cluster = new SharedCluster(
            access, scope, await access.VersionAsync(cancellation), access.Context.ToText(scope.Base, environment), Probe, time, said => { if (told.TryAdd(said, true)) progress.Said(said); });
        try
        {
            await cluster.BeginAsync(cancellation);
            return cluster;
        }
        catch (Exception failed)
        {
            await TakeAwayAsync(cluster, failed);
            throw;
        }
    }

    // Why the start has failed says more than that it cannot be taken back; what stays is told at the end of the run.
    private static async Task TakeAwayAsync(SharedCluster cluster, Exception failed)
    {
        try
        {
            await cluster.DisposeAsync();
        }
        catch (ClusterException) when (failed is not OperationCanceledException)
        {
            // The same has kept it from starting.
        }
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, int> RetriesOf(ClusterRequest request) =>
        opened.TryGetValue((request.Run, request.Context), out var access) ? access.Faults.Counts : new Dictionary<string, int>();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> LeftBehindAsync(ClusterRequest request, CancellationToken cancellation = default)
    {
        var access = Open(request);
        var selector = $"{ScopeMarks.Run}={RunOf(request)}";
        string Removal(IEnumerable<ApiResource> resources) => SharedCluster.RemovalOf(access.Context.Name, resources, selector);
        try
        {
            var left = await access.Failures.SayAsync(async () => await new MarkedObjects(access.Api, (await access.CatalogAsync(cancellation)).ClusterScoped).FindAsync(selector, cancellation));
            return [.. left.Select(f => $"{f.Object.Kind} {f.Object.Name} is still there{Why(f.Object)}; to take it away: {Removal([f.Resource])}")];
        }
        catch (ClusterException unreachable)
        {
            throw new ClusterException($"{unreachable.Message}; to take away what there may be: {Removal(UsuallyMade)}", unreachable);
        }
    }

    private static string RunOf(ClusterRequest request) => SharedScope.RunLabelOf(request.Run);

    // A namespace that does not go says itself what holds it.
    private static string Why(Kubernetes.Objects.KubeObject left) =>
        left.Status.List("conditions").Maps().FirstOrDefault(c => c.String("type") is "NamespaceContentRemaining" or "NamespaceFinalizersRemaining" or "NamespaceDeletionContentFailure" && c.String("status") == "True")
            ?.String("message") is { } why ? $" ({why})" : "";

    // Once for a run: what becomes of the user's kubeconfig afterwards does not lead it to another cluster.
    private ClusterAccess Open(ClusterRequest request) => opened.GetOrAdd((request.Run, request.Context), _ =>
    {
        var context = UserKubeconfig.Read(environment).Context(request.Context);
        context.DemandValidCertificate(time);
        return new(context, context.ToText(ClusterScope.Default, environment), new(time));
    });

    private async Task<ClusterAccess> OpenAsync(ClusterRequest request, CancellationToken cancellation)
    {
        var access = Open(request);
        var minor = await access.MinorAsync(cancellation);
        if (request.Minor is { } wanted && wanted != minor)
            throw new ClusterException($"context {access.Context.Name} is a cluster of Kubernetes {minor}, not {wanted}; leave --k8s out, or name another context");
        if (request.Release is { } release && KubernetesMinor.Parse(release) is var named && named != minor)
            throw new ClusterException($"context {access.Context.Name} is a cluster of Kubernetes {minor}, not {release}; leave --k8s out, or name another context");
        return access;
    }

    private static async Task<SharedScope> ScopeAsync(ClusterAccess access, ClusterRequest request, int number, CancellationToken cancellation) =>
        new(request.Run, number, await access.CatalogAsync(cancellation))
        {
            // What is to be kept has nobody who takes it away.
            Owner = request.Keep ? "" : RunOwner.Current.ToString(),
            IngressClass = InstallsIngress(request) ? request.IngressClass : null,
            ServesClassless = InstallsIngress(request) && !IngressSettings.IsNamedOn(await access.MinorAsync(cancellation)),
        };

    private static bool InstallsIngress(ClusterRequest request) => request.IngressClass == IngressSettings.DefaultClass;

    private static async Task DemandPermissionsAsync(ClusterAccess access, ClusterRequest request, CancellationToken cancellation)
    {
        var scope = await ScopeAsync(access, request, 1, cancellation);
        var check = new PermissionCheck(access.Api);
        var needed = NeededAccess.Of(scope.Base);
        var controller = scope.NamespaceOf(IngressSettings.ServiceOf(IngressSettings.DefaultClass)!.Value.Namespace);
        if (InstallsIngress(request)) needed = needed.Concat(NeededAccess.ToInstallIngress(controller));
        var missing = await check.MissingAsync(needed, cancellation);
        if (InstallsIngress(request) && (await check.MissingAsync(NeededAccess.ToGive, cancellation)).Count > 0)
        {
            var manifests = YamlFile.Parse(VersionedManifest.Render(ProjectFolders.Fixtures("ingress-nginx"), await access.MinorAsync(cancellation), scope), "ingress-nginx").Select(d => d.Root);
            missing = [.. missing, .. (await check.MissingAsync(NeededAccess.ThatRolesGive(manifests, scope), cancellation)).Except(missing)];
        }
        if (missing.Count > 0) throw new ClusterException($"context {access.Context.Name} may not: {PermissionCheck.Said(missing)}");
    }
}
