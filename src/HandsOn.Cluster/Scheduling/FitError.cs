using System.Globalization;
using HandsOn.Cluster.Scheduling.Filters;
using HandsOn.Cluster.Scheduling.Model;

namespace HandsOn.Cluster.Scheduling;

/// <summary>Why no node takes a pod, in the words of events and of the PodScheduled condition (pkg/scheduler/framework/types.go, FitError).</summary>
internal static class FitError
{
    public const string NoNodes = "no nodes available to schedule pods";

    private const int FirstMinorWithPreemptionWords = 24;
    private const int FirstMinorWithDeviceClaims = 34;

    public static string Describe(PodInfo pod, int nodes, IReadOnlyCollection<Refusal> refusals, int minor)
    {
        var message = Histogram(nodes, refusals.SelectMany(r => r.Reasons));
        if (minor < FirstMinorWithPreemptionWords) return message;
        var claims = minor >= FirstMinorWithDeviceClaims ? "no new claims to deallocate, " : "";
        return $"{message} {claims}preemption: {Preemption(pod, nodes, refusals)}";
    }

    private static string Preemption(PodInfo pod, int nodes, IReadOnlyCollection<Refusal> refusals) =>
        pod.Pod.Spec.String("preemptionPolicy") == "Never"
            ? "not eligible due to preemptionPolicy=Never."
            : Histogram(nodes, refusals.Select(r => r.IsFinal
                ? "Preemption is not helpful for scheduling"
                : "No preemption victims found for incoming pod"));

    private static string Histogram(int nodes, IEnumerable<string> reasons)
    {
        var counted = reasons.CountBy(r => r).Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Value} {r.Key}"));
        return string.Create(CultureInfo.InvariantCulture, $"0/{nodes} nodes are available: {string.Join(", ", counted.Order(StringComparer.Ordinal))}.");
    }
}
