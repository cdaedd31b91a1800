namespace HandsOn.E2E.Clusters.Traits;

/// <summary>How the components of a cluster show themselves in <c>kube-system</c>.</summary>
/// <param name="Sentence">In words: <c>each component runs as a pod</c>.</param>
/// <param name="Expected">How many pods there are at least whose name begins so.</param>
/// <param name="Absent">No pod's name begins so, since these components are not pods here.</param>
public sealed record SystemPods(string Sentence, IReadOnlyDictionary<string, int> Expected, IReadOnlyList<string> Absent)
{
    /// <summary>What the components of a control plane are called where they run as pods.</summary>
    public static IReadOnlyList<string> ControlPlane { get; } = ["etcd-", "kube-apiserver-", "kube-controller-manager-", "kube-scheduler-"];

    /// <summary>As <c>kubeadm</c> and Docker Desktop do it: each component is a pod, CoreDNS are two.</summary>
    public static SystemPods EachComponent { get; } = new(
        "each component of the master runs as a pod",
        ControlPlane.Append("kube-proxy-").ToDictionary(p => p, _ => 1).Append(new("coredns-", 2)).ToDictionary(), []);

    /// <summary>As k3s does it: the control plane is one process on the node, and only what runs beside it are pods.</summary>
    public static SystemPods OneProcess { get; } = new(
        "the master is one process on the node: of its parts only CoreDNS runs as a pod", new Dictionary<string, int> { ["coredns-"] = 1 }, [.. ControlPlane, "kube-proxy-"]);

    /// <summary>As any cluster may do it: what its control plane is, is its operator's affair.</summary>
    public static SystemPods Unknown { get; } = new("what runs in kube-system is this cluster's own affair", new Dictionary<string, int>(), []);

    /// <summary>Whether anything is expected. Where nothing is, the pods may come and go, or fail, as their operators like.</summary>
    public bool IsExpected => Expected.Count + Absent.Count > 0;

    /// <summary>What of it does not hold for these pods; <see langword="null"/> where all of it holds.</summary>
    public string? Refutation(IReadOnlyCollection<string> pods)
    {
        foreach (var (prefix, least) in Expected)
            if (pods.Count(p => p.StartsWith(prefix, StringComparison.Ordinal)) is var found && found < least)
                return $"{found} pod(s) are called {prefix}*, not {least}";
        return Absent.FirstOrDefault(prefix => pods.Any(p => p.StartsWith(prefix, StringComparison.Ordinal))) is { } unexpected ? $"there is a pod {unexpected}*" : null;
    }
}
