using System.Globalization;
using HandsOn.Cluster.Scheduling.Filters;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Scheduling;

/// <summary>Why no node takes a pod, in the words of events and of the PodScheduled condition (pkg/scheduler/framework/types.go, FitError).</summary>
internal static class FitError
{
    public const string NoNodes = "no nodes available to schedule pods";

    /// <param name="preemption">Why nothing can be preempted for the pod; empty where something is.</param>
    public static string Describe(int nodes, IReadOnlyCollection<Refusal> refusals, string preemption, int minor)
    {
        var message = Histogram(nodes, refusals.SelectMany(r => r.Reasons));
        if (minor < SinceMinor.PreemptionInFitError || preemption.Length == 0) return message;
        var claims = minor >= SinceMinor.DynamicResourceAllocation ? "no new claims to deallocate, " : "";
        return $"{message} {claims}preemption: {preemption}";
    }

    /// <summary>How many nodes have which reason.</summary>
    public static string Histogram(int nodes, IEnumerable<string> reasons)
    {
        var counted = reasons.CountBy(r => r).Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Value} {r.Key}"));
        return string.Create(CultureInfo.InvariantCulture, $"0/{nodes} nodes are available: {string.Join(", ", counted.Order(StringComparer.Ordinal))}.");
    }
}
