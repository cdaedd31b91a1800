using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Quantities;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A pod's quality of service class (pkg/apis/core/helper/qos/qos.go).</summary>
internal static class PodQuality
{
    private static readonly string[] Counted = ["cpu", "memory"];

    public static string ClassOf(JsonMap spec)
    {
        if (spec["resources"] is JsonMap { Count: > 0 } ofPod && (Amounts(ofPod.Map("requests")).Count > 0 || Amounts(ofPod.Map("limits")).Count > 0))
            return Judge(Amounts(ofPod.Map("requests")), Amounts(ofPod.Map("limits")), hasAllLimits: Amounts(ofPod.Map("limits")).Count == Counted.Length);
        Dictionary<string, Quantity> requests = [], limits = [];
        var hasAllLimits = true;
        foreach (var container in spec.List("containers").Maps().Concat(spec.List("initContainers").Maps()))
        {
            Add(requests, Amounts(container.Map("resources", "requests")));
            var limited = Amounts(container.Map("resources", "limits"));
            Add(limits, limited);
            hasAllLimits &= limited.Count == Counted.Length;
        }
        return Judge(requests, limits, hasAllLimits);
    }

    private static string Judge(Dictionary<string, Quantity> requests, Dictionary<string, Quantity> limits, bool hasAllLimits)
    {
        if (requests.Count == 0 && limits.Count == 0) return "BestEffort";
        var isGuaranteed = hasAllLimits && requests.Count == limits.Count
            && requests.All(r => limits.TryGetValue(r.Key, out var limit) && limit == r.Value);
        return isGuaranteed ? "Guaranteed" : "Burstable";
    }

    private static Dictionary<string, Quantity> Amounts(JsonMap list)
    {
        var amounts = new Dictionary<string, Quantity>();
        foreach (var name in Counted)
            if (list[name] is { } value && Quantity.TryParse(value.ToString(), out var quantity) && quantity.Sign > 0) amounts[name] = quantity;
        return amounts;
    }

    private static void Add(Dictionary<string, Quantity> sum, Dictionary<string, Quantity> more)
    {
        foreach (var (name, amount) in more) sum[name] = sum.GetValueOrDefault(name) + amount;
    }
}
