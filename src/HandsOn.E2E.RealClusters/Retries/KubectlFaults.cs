using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Scopes.Commands;
using Polly;

namespace HandsOn.E2E.RealClusters.Retries;

/// <summary>Transient faults of kubectl's commands, by kubectl's words. Only commands that may be given twice have any.</summary>
internal static class KubectlFaults
{
    // These look; "apply" makes what is not there, and leaves what is.
    // "create", "scale" or "rollout undo" would fail the second time, or do something else.
    private static readonly HashSet<string> Repeatable =
    [
        "apply", "get", "describe", "logs", "wait", "version", "api-resources", "api-versions", "explain", "top", "events", "cluster-info",
    ];

    private static readonly (string Sign, string Cause)[] Signs =
    [
        ("Error from server (TooManyRequests)", "429"),
        ("Error from server (ServiceUnavailable)", "503"),
        ("connection reset by peer", "connection lost"),
        ("unexpected EOF", "connection lost"),
        ("http2: client connection lost", "connection lost"),
        ("http2: server sent GOAWAY", "connection lost"),
    ];

    /// <summary>The fault in an outcome; <see langword="null"/> where it is final.</summary>
    public static Fault? Of(Outcome<object> outcome)
    {
        if (outcome.Result is not KubectlResult { ExitCode: not 0 } failed) return null;
        if (!Repeatable.Contains(KubectlArguments.Parse(failed.Arguments).Verb)) return null;
        if (HttpFaults.IsWebhookNotUp(failed.Error)) return new("webhook not up");
        return Signs.Where(s => failed.Error.Contains(s.Sign, StringComparison.Ordinal)).Select(s => new Fault(s.Cause)).FirstOrDefault();
    }
}
