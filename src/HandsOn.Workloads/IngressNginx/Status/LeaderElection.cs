using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Workloads.Api;
using HandsOn.Workloads.Containers;

namespace HandsOn.Workloads.IngressNginx.Status;

/// <summary>
/// Of several controllers one writes the status: the holder of a Lease, before 1.3 of a ConfigMap's annotation. A holder that
/// has gone is replaced once its time is over (staging/src/k8s.io/client-go/tools/leaderelection).
/// </summary>
internal sealed class LeaderElection(IContainerContext container, ClusterApi api, ControllerOptions options, Klog log)
{
    private const string Annotation = "control-plane.alpha.kubernetes.io/leader";
    private const int Seconds = 30;

    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(7.5);

    private ApiResource Resource => options.ElectsByLease ? ApiResource.Leases : ApiResource.ConfigMaps;

    private string Name => options.KnowsIngressClasses ? options.ElectionId : $"{options.ElectionId}-{options.IngressClass}";

    /// <summary>Whether this controller leads now.</summary>
    public bool IsLeader { get; private set; }

    /// <summary>Tries again and again to become, and then to stay, the leader.</summary>
    public async Task RunAsync(Action elected, CancellationToken stopping)
    {
        log.Info("leaderelection.go:1", $"attempting to acquire leader lease {container.PodNamespace}/{Name}...");
        do
        {
            var before = IsLeader;
            try
            {
                IsLeader = await TryAcquireAsync(stopping).ConfigureAwait(false);
            }
            catch (Exception failed) when (failed is StatusException or HttpRequestException or IOException)
            {
                IsLeader = before && failed is StatusException { Code: 409 };
                log.Error("leaderelection.go:1", $"error retrieving resource lock {container.PodNamespace}/{Name}: {failed.Message}");
            }
            catch (OperationCanceledException)
            {
                return;
            }
            if (before || !IsLeader) continue;
            log.Info("leaderelection.go:1", $"successfully acquired lease {container.PodNamespace}/{Name}");
            elected();
        }
        while (await Until.ElapsedAsync(container.Time, Renewal, stopping).ConfigureAwait(false));
    }

    private async Task<bool> TryAcquireAsync(CancellationToken stopping)
    {
        var record = await api.FindAsync(Resource, container.PodNamespace, Name, stopping).ConfigureAwait(false);
        var now = container.Time.GetUtcNow();
        if (record is not null && Holder(record) is var (holder, renewed) && holder != container.PodName && renewed + TimeSpan.FromSeconds(Seconds) > now) return false;
        var changed = Record(record ?? New(), now);
        if (record is null) await api.CreateAsync(Resource, changed, stopping).ConfigureAwait(false);
        else await api.UpdateAsync(Resource, changed, stopping).ConfigureAwait(false);
        return true;
    }

    private KubeObject New() => new(JsonMap.Of(
        ("apiVersion", Resource.Version.ToString()), ("kind", Resource.Kind), ("metadata", JsonMap.Of(("name", Name), ("namespace", container.PodNamespace)))));

    private (string Holder, DateTimeOffset Renewed)? Holder(KubeObject record)
    {
        if (options.ElectsByLease)
            return record.Spec.String("holderIdentity") is { Length: > 0 } holder ? (holder, Timestamps.Parse(record.Spec.String("renewTime")) ?? default) : null;
        if (record.Annotations.String(Annotation) is not { } text) return null;
        var noted = JsonText.ParseMap(text);
        return (noted.String("holderIdentity") ?? "", Timestamps.Parse(noted.String("renewTime")) ?? default);
    }

    private KubeObject Record(KubeObject record, DateTimeOffset now)
    {
        var spec = JsonMap.Of(
            ("holderIdentity", container.PodName), ("leaseDurationSeconds", Seconds), ("leaseTransitions", record.Spec.Long("leaseTransitions") ?? 0),
            ("acquireTime", Timestamps.FormatMicro(now)), ("renewTime", Timestamps.FormatMicro(now)));
        return options.ElectsByLease ? record.SetIn(spec, "spec") : record.SetIn(spec.ToString(), "metadata", "annotations", Annotation);
    }
}
