using System.Globalization;
using System.Threading.Channels;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Workloads.Api;
using HandsOn.Workloads.Containers;

namespace HandsOn.Workloads.IngressNginx.Status;

/// <summary>Writes the event <c>Sync: Scheduled for sync</c> at every Ingress that appears or changes.</summary>
internal sealed class SyncEvents(IContainerContext container, ClusterApi api, Klog log)
{
    private const string Component = "nginx-ingress-controller";

    private readonly Channel<KubeObject> pending = Channel.CreateUnbounded<KubeObject>();
    private readonly Dictionary<string, (string Name, long Count)> known = new(StringComparer.Ordinal);

    public void Note(KubeObject? old, KubeObject? next)
    {
        if (next is null) return;
        var same = old is not null && old.Spec.Equals(next.Spec) && old.Annotations.Equals(next.Annotations);
        if (!same) pending.Writer.TryWrite(next);
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var ingress in pending.Reader.ReadAllAsync(stopping).ConfigureAwait(false)) await WriteAsync(ingress, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The controller stops.
        }
    }

    private async Task WriteAsync(KubeObject ingress, CancellationToken stopping)
    {
        var now = Timestamps.Format(container.Time.GetUtcNow());
        try
        {
            if (known.TryGetValue(ingress.Uid, out var seen))
            {
                known[ingress.Uid] = seen with { Count = seen.Count + 1 };
                var repeat = JsonMap.Of(("count", seen.Count + 1), ("lastTimestamp", now));
                await api.PatchAsync(ApiResource.Events, ingress.Namespace, seen.Name, repeat, stopping).ConfigureAwait(false);
                return;
            }
            var name = string.Create(CultureInfo.InvariantCulture, $"{ingress.Name}.{(container.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100:x16}");
            await api.CreateAsync(ApiResource.Events, new KubeObject(JsonMap.Of(
                ("apiVersion", "v1"), ("kind", "Event"), ("metadata", JsonMap.Of(("name", name), ("namespace", ingress.Namespace))),
                ("involvedObject", JsonMap.Of(
                    ("kind", "Ingress"), ("namespace", ingress.Namespace), ("name", ingress.Name), ("uid", ingress.Uid),
                    ("apiVersion", "networking.k8s.io/v1"), ("resourceVersion", ingress.ResourceVersion))),
                ("reason", "Sync"), ("message", "Scheduled for sync"), ("type", "Normal"), ("count", 1), ("firstTimestamp", now), ("lastTimestamp", now),
                ("source", JsonMap.Of(("component", Component))), ("reportingComponent", Component), ("reportingInstance", ""))), stopping).ConfigureAwait(false);
            known[ingress.Uid] = (name, 1);
        }
        catch (Exception failed) when (failed is StatusException or HttpRequestException)
        {
            log.Error("event.go:1", $"Server rejected event (will not retry!): {failed.Message}");
        }
    }
}
