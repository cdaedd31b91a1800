using System.Collections.Concurrent;
using System.Globalization;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Resources;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers;

/// <summary>
/// Writes core/v1 Events as client-go's recorder does: one object for repeats of the same thing, with a count
/// (staging/src/k8s.io/client-go/tools/record).
/// </summary>
internal sealed class EventRecorder(ApiClient client, TimeProvider time, string component, string host = "")
{
    private readonly ConcurrentDictionary<string, ObjectKey> known = new(StringComparer.Ordinal);

    /// <summary>A recorder of another component with the same client.</summary>
    public EventRecorder As(string otherComponent, string otherHost = "") => new(client, time, otherComponent, otherHost);

    public ValueTask NormalAsync(KubeObject about, string reason, string message, string fieldPath = "") =>
        RecordAsync(about, "Normal", reason, message, fieldPath);

    public ValueTask WarningAsync(KubeObject about, string reason, string message, string fieldPath = "") =>
        RecordAsync(about, "Warning", reason, message, fieldPath);

    private async ValueTask RecordAsync(KubeObject about, string type, string reason, string message, string fieldPath)
    {
        var identity = string.Join('\n', about.Uid, fieldPath, type, reason, message);
        try
        {
            if (known.TryGetValue(identity, out var key) && await RepeatAsync(key).ConfigureAwait(false)) return;
            var made = await client.CreateAsync(KnownResources.Events, Make(about, type, reason, message, fieldPath)).ConfigureAwait(false);
            known[identity] = made.Key;
        }
        catch (StatusException refused) when (refused.Code is 403 or 404)
        {
            // The namespace is going away: nobody is left to read the event.
        }
    }

    private async ValueTask<bool> RepeatAsync(ObjectKey key)
    {
        if (client.Find(KnownResources.Events, key.Namespace, key.Name) is null) return false;
        await client.PatchAsync(KnownResources.Events, key.Namespace, key.Name, seen => new KubeObject(seen.Root
            .With("count", (seen.Root.Long("count") ?? 1) + 1)
            .With("lastTimestamp", Timestamps.Format(time.GetUtcNow())))).ConfigureAwait(false);
        return true;
    }

    private KubeObject Make(KubeObject about, string type, string reason, string message, string fieldPath)
    {
        var now = time.GetUtcNow();
        var @namespace = about.Namespace.Length == 0 ? "default" : about.Namespace;
        return new KubeObject(JsonMap.Of(
            ("apiVersion", "v1"), ("kind", "Event"),
            ("metadata", JsonMap.Of(("name", string.Create(CultureInfo.InvariantCulture, $"{about.Name}.{UniqueTicks(now):x16}")), ("namespace", @namespace))),
            ("involvedObject", JsonMap.Of(
                ("kind", about.Kind), ("namespace", about.Namespace.Length == 0 ? null : about.Namespace), ("name", about.Name), ("uid", about.Uid),
                ("apiVersion", about.ApiVersion), ("resourceVersion", about.ResourceVersion), ("fieldPath", fieldPath.Length == 0 ? null : fieldPath))),
            ("reason", reason), ("message", message),
            ("source", JsonMap.Of(("component", component), ("host", host.Length == 0 ? null : host))),
            ("firstTimestamp", Timestamps.Format(now)), ("lastTimestamp", Timestamps.Format(now)),
            ("count", 1), ("type", type), ("eventTime", null),
            ("reportingComponent", component), ("reportingInstance", host)));
    }

    private long last;

    /// <summary>The name's number is the time in nanoseconds; two events of one instant still need two names.</summary>
    private long UniqueTicks(DateTimeOffset now)
    {
        while (true)
        {
            var before = Interlocked.Read(ref last);
            var next = Math.Max(before + 1, (now - DateTimeOffset.UnixEpoch).Ticks * 100);
            if (Interlocked.CompareExchange(ref last, next, before) == before) return next;
        }
    }
}
