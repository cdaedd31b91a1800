using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Quantities;

namespace HandsOn.Cluster.Kubelet;

/// <summary>What the containers of a pod request and may use altogether, as <c>status.resources</c> tells it.</summary>
internal static class PodResources
{
    public static JsonMap Of(JsonMap spec)
    {
        if (spec["resources"] is JsonMap own) return own;
        return JsonMap.Of(("limits", Sum(spec, "limits")), ("requests", Sum(spec, "requests")));
    }

    private static JsonMap? Sum(JsonMap spec, string section)
    {
        var total = new SortedDictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var container in spec.List("containers").Maps())
            foreach (var (name, value) in container.Map("resources", section))
                total[name] = total.GetValueOrDefault(name) + Quantity.FromJson(value);
        return total.Count == 0 ? null : JsonMap.From(total.Select(t => KeyValuePair.Create(t.Key, t.Value.ToString())));
    }
}
