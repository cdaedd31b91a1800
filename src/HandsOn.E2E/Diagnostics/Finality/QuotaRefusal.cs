using System.Text.RegularExpressions;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Quantities;

namespace HandsOn.E2E.Diagnostics.Finality;

/// <summary>A pod that a ResourceQuota refuses (staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go).</summary>
internal sealed partial class QuotaRefusal
{
    private readonly IReadOnlyDictionary<string, Quantity> requested;
    private readonly IReadOnlyDictionary<string, Quantity> used;
    private readonly IReadOnlyDictionary<string, Quantity> limited;

    private QuotaRefusal(Match match)
    {
        requested = Amounts(match.Groups["requested"].Value);
        used = Amounts(match.Groups["used"].Value);
        limited = Amounts(match.Groups["limited"].Value);
    }

    /// <summary>Reads <c>exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2</c>.</summary>
    /// <returns><see langword="null"/> where the message is about something else.</returns>
    public static QuotaRefusal? Read(string message) => Exceeded().Match(message) is { Success: true } match ? new(match) : null;

    /// <summary>True where the pod is refused whatever ends in the namespace: it alone is too large, or every pod there stays.</summary>
    public bool IsFinal(ClusterState state, string @namespace)
    {
        if (requested.Any(r => IsAbove(r.Key, r.Value))) return true;
        var pods = state.All("Pod", @namespace).Where(p => p.Status.String("phase") is not ("Failed" or "Succeeded")).ToList();
        return pods.All(p => StayingPods.Holds(state, p)) && requested.Any(r => IsAbove(r.Key, r.Value + InUse(r.Key, pods)));
    }

    private bool IsAbove(string resource, Quantity amount) => limited.TryGetValue(resource, out var limit) && amount > limit;

    // The quota's own figure lags behind pods that have gone, and counts only those that are in its scopes: the smaller one is sure.
    private Quantity InUse(string resource, List<KubeObject> pods)
    {
        var (said, seen) = (used.GetValueOrDefault(resource), Sum(pods.Select(p => Use(resource, p))));
        return said < seen ? said : seen;
    }

    private static Quantity Use(string resource, KubeObject pod)
    {
        if (resource is "pods" or "count/pods") return Quantity.FromUnits(1);
        var (list, name) = resource.Split('.', 2) switch
        {
            [("limits" or "requests") and var kind, var of] => (kind, of),
            _ => ("requests", resource),
        };
        var amounts = pod.Spec.List("containers").Maps().Select(c => c.String("resources", list, name));
        return Sum(amounts.Select(a => Quantity.TryParse(a, out var amount) ? amount : Quantity.Zero));
    }

    private static Quantity Sum(IEnumerable<Quantity> amounts) => amounts.Aggregate(Quantity.Zero, (sum, amount) => sum + amount);

    private static Dictionary<string, Quantity> Amounts(string text) => text.Split(',').Select(part => part.Split('=', 2))
        .Where(part => part.Length == 2 && Quantity.TryParse(part[1], out _))
        .ToDictionary(part => part[0], part => Quantity.Parse(part[1]));

    [GeneratedRegex(@"exceeded quota: \S+, requested: (?<requested>\S+), used: (?<used>\S+), limited: (?<limited>\S+?)\.?$")]
    private static partial Regex Exceeded();
}
