using System.Collections.Immutable;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Client;

/// <summary>
/// Decides what becomes of an event before it is written: one of many like it is combined with them, and a source that says
/// too much about one object is not heard (staging/src/k8s.io/client-go/tools/record/events_cache.go).
/// </summary>
internal sealed class EventCorrelator(TimeProvider time)
{
    private const int MaxSimilar = 10;
    private const int Burst = 25;
    private const int Capacity = 4096;
    private static readonly TimeSpan SimilarWithin = TimeSpan.FromSeconds(600);
    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(300);

    private readonly Dictionary<EventGroup, Similar> similar = [];
    private readonly Dictionary<EventGroup, Allowance> allowances = [];
    private readonly Lock gate = new();

    /// <summary>What to write (key of the repeats, message), or null where the source has said too much about the object.</summary>
    public (EventKey Key, string Message)? Correlate(KubeObject about, string fieldPath, string type, string reason, string message)
    {
        var group = new EventGroup(about.Uid, about.Kind, about.Namespace, about.Name, type, reason);
        lock (gate)
        {
            // Who has been forgotten may speak again: a repeat is then written as a new event.
            if (similar.Count > Capacity) similar.Clear();
            if (allowances.Count > Capacity) allowances.Clear();
            var combined = IsOneOfMany(group, message);
            if (!IsAllowed(group with { Reason = "" })) return null;
            return combined ? (new(group, "", ""), "(combined from similar events): " + message) : (new(group, fieldPath, message), message);
        }
    }

    private bool IsOneOfMany(EventGroup group, string message)
    {
        var now = time.GetUtcNow();
        if (!similar.TryGetValue(group, out var record) || now - record.Last > SimilarWithin) record = new Similar([], now);
        var messages = record.Messages.Contains(message) ? record.Messages : record.Messages.Add(message);
        var isOneOfMany = messages.Length >= MaxSimilar;
        similar[group] = new(isOneOfMany ? messages.RemoveAt(0) : messages, now);
        return isOneOfMany;
    }

    private bool IsAllowed(EventGroup key)
    {
        var now = time.GetUtcNow();
        var allowance = allowances.GetValueOrDefault(key, new Allowance(Burst, now));
        var tokens = Math.Min(Burst, allowance.Tokens + (now - allowance.At) / Refill);
        allowances[key] = new Allowance(tokens >= 1 ? tokens - 1 : tokens, now);
        return tokens >= 1;
    }

    private readonly record struct Similar(ImmutableArray<string> Messages, DateTimeOffset Last);

    private readonly record struct Allowance(double Tokens, DateTimeOffset At);
}
