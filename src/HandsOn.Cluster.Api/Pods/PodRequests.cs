using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Pods;

/// <summary>
/// What a pod needs altogether: its containers and sidecars side by side, but at least what any of its init containers needs
/// (staging/src/k8s.io/component-helpers/resource/helpers.go, PodRequests).
/// </summary>
internal static class PodRequests
{
    public static ResourceAmounts Of(JsonMap spec)
    {
        var total = new ResourceAmounts();
        foreach (var container in spec.List("containers").Maps()) total.Add(Requests(container));
        AddInitContainers(spec, total);
        foreach (var (resource, amount) in Requests(spec).All) total[resource] = amount;
        total.Add(ResourceAmounts.From(spec.Map("overhead")));
        return total;
    }

    private static void AddInitContainers(JsonMap spec, ResourceAmounts total)
    {
        var sidecars = new ResourceAmounts();
        var peak = new ResourceAmounts();
        foreach (var container in spec.List("initContainers").Maps())
        {
            var requests = Requests(container);
            if (container.IsSidecar())
            {
                total.Add(requests);
                sidecars.Add(requests);
                peak.RaiseTo(sidecars);
            }
            else
            {
                requests.Add(sidecars);
                peak.RaiseTo(requests);
            }
        }
        total.RaiseTo(peak);
    }

    private static ResourceAmounts Requests(JsonMap container) => ResourceAmounts.From(container.Map("resources", "requests"));
}
