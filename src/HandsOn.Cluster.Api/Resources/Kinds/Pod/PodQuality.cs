using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Quantities;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A pod's quality of service class (pkg/apis/core/helper/qos/qos.go).</summary>
internal static class PodQuality
{
    private static readonly string[] Counted = ["cpu", "memory"];

    public static string ClassOf(JsonMap spec)
    {
        var (requests, limits) = (Amounts(spec.Map("resources", "requests")), Amounts(spec.Map("resources", "limits")));
        if (requests.Count + limits.Count > 0) return Judge(requests, limits, hasAllLimits: limits.Count == Counted.Length);
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
            if (list[name] is { } value && Quantity.TryParse(value.ToString(), out var quantity) && quantity.Sign > 0)
                amounts[name] = quantity;
        return amounts;
    }

    private static void Add(Dictionary<string, Quantity> sum, Dictionary<string, Quantity> more)
    {
        foreach (var (name, amount) in more) sum[name] = sum.GetValueOrDefault(name) + amount;
    }
}
