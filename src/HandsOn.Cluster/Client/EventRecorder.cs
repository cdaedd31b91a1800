using System.Collections.Concurrent;
using System.Globalization;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Client;

/// <summary>
/// Writes core/v1 Events as client-go's recorder does: one object for repeats of the same thing, with a count
/// (staging/src/k8s.io/client-go/tools/record). An event that cannot be written never stops the work that it tells of.
/// </summary>
internal sealed class EventRecorder(ApiClient client, TimeProvider time, string component, string host = "", IClusterLog? log = null)
{
    /// <summary>How many events are remembered for their repeats, as in client-go.</summary>
    internal const int Capacity = 4096;

    private readonly ConcurrentDictionary<EventKey, ObjectKey> known = [];
    private readonly EventCorrelator correlator = new(time);

    /// <summary>A recorder of another component with the same client.</summary>
    public EventRecorder As(string otherComponent, string otherHost = "") => new(client, time, otherComponent, otherHost, log);

    /// <param name="at">When it happened, where that was before now: events of one second are shown in the order of their names, which are times.</param>
    public ValueTask NormalAsync(KubeObject about, string reason, string message, string fieldPath = "", DateTimeOffset? at = null) =>
        RecordAsync(about, "Normal", reason, message, fieldPath, at);

    public ValueTask WarningAsync(KubeObject about, string reason, string message, string fieldPath = "") =>
        RecordAsync(about, "Warning", reason, message, fieldPath, null);

    private async ValueTask RecordAsync(KubeObject about, string type, string reason, string message, string fieldPath, DateTimeOffset? at)
    {
        if (correlator.Correlate(about, fieldPath, type, reason, message) is not var (key, text)) return;
        try
        {
            if (known.TryGetValue(key, out var earlier) && await RepeatAsync(earlier, text).ConfigureAwait(false)) return;
            // Who has been forgotten is written about anew.
            if (known.Count >= Capacity) known.Clear();
            known[key] = await WriteAsync(Make(about, type, reason, text, fieldPath), about.Name, at ?? time.GetUtcNow()).ConfigureAwait(false);
        }
        catch (StatusException refused)
        {
            // Where the namespace is going away nobody is left to read the event.
            if (refused.Code is not (403 or 404)) log?.Warning(component, $"The event \"{reason}: {text}\" about {about} was refused.", refused);
        }
    }

    /// <summary>The name's number is the time in nanoseconds; where another event of the instant has it, the next free one.</summary>
    private async ValueTask<ObjectKey> WriteAsync(JsonMap made, string about, DateTimeOffset at)
    {
        for (var instant = (at - DateTimeOffset.UnixEpoch).Ticks * 100; ; instant++)
        {
            var named = new KubeObject(made.SetIn(string.Create(CultureInfo.InvariantCulture, $"{about}.{instant:x}"), "metadata", "name"));
            try
            {
                return (await client.CreateAsync(EventKind.Resource, named).ConfigureAwait(false)).Key;
            }
            catch (StatusException taken) when (taken.Reason == "AlreadyExists")
            {
                // Another recorder spoke of the same object in the same instant.
            }
        }
    }

    private async ValueTask<bool> RepeatAsync(ObjectKey key, string message)
    {
        try
        {
            await client.PatchAsync(EventKind.Resource, key.Namespace, key.Name, seen => new KubeObject(seen.Root
                .With("count", (seen.Root.Long("count") ?? 1) + 1)
                .With("lastTimestamp", Timestamps.Format(time.GetUtcNow()))
                .With("message", message))).ConfigureAwait(false);
            return true;
        }
        catch (StatusException expired) when (expired.Code == 404)
        {
            return false;
        }
    }

    private JsonMap Make(KubeObject about, string type, string reason, string message, string fieldPath)
    {
        var now = Timestamps.Format(time.GetUtcNow());
        var @namespace = about.Namespace.Length == 0 ? "default" : about.Namespace;
        return JsonMap.Of(
            ("apiVersion", "v1"), ("kind", "Event"), ("metadata", JsonMap.Of(("namespace", @namespace))),
            ("involvedObject", JsonMap.Of(
                ("kind", about.Kind), ("namespace", NotEmpty(about.Namespace)), ("name", about.Name), ("uid", NotEmpty(about.Uid)),
                ("apiVersion", NotEmpty(about.ApiVersion)), ("resourceVersion", NotEmpty(about.ResourceVersion)), ("fieldPath", NotEmpty(fieldPath)))),
            ("reason", reason), ("message", message),
            ("source", JsonMap.Of(("component", component), ("host", NotEmpty(host)))),
            ("firstTimestamp", now), ("lastTimestamp", now), ("count", 1), ("type", type),
            ("reportingComponent", component), ("reportingInstance", host)).With("eventTime", null);
    }

    private static string? NotEmpty(string text) => text.Length == 0 ? null : text;
}
