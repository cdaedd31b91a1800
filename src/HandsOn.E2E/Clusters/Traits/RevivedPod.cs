namespace HandsOn.E2E.Clusters.Traits;

/// <summary>A pod that comes back when somebody deletes it.</summary>
/// <param name="Sentence">Who does that, in words: <c>kubelet: a killed static pod comes back</c>.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Prefix">How its name begins; the one that comes back may end otherwise.</param>
/// <param name="Manifest">What makes it, where it is not there anyway.</param>
public sealed record RevivedPod(string Sentence, string Namespace, string Prefix, string? Manifest = null)
{
    /// <summary>A pod of the control plane, which a kubelet has from a file.</summary>
    public static RevivedPod StaticPod { get; } = new("kubelet: a killed static pod comes back", "kube-system", "kube-scheduler-");

    /// <summary>CoreDNS, where the control plane has no pods.</summary>
    public static RevivedPod CoreDns { get; } = new("kube-controller-manager: a killed pod of CoreDNS comes back", "kube-system", "coredns-");

    /// <summary>A pod of our own, where those of the cluster are not ours to kill.</summary>
    public static RevivedPod OurOwn { get; } = new(
        "kube-controller-manager: a killed pod of a ReplicaSet comes back", "default", "revived-",
        """
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: revived, namespace: default}
        spec:
          selector: {matchLabels: {app: revived}}
          template:
            metadata: {labels: {app: revived}}
            spec: {terminationGracePeriodSeconds: 0, containers: [{name: pause, image: "registry.k8s.io/pause:3.10"}]}
        """);
}
