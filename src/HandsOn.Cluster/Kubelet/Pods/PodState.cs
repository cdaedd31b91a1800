using System.Net;
using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Network;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Kubelet;

/// <summary>What a kubelet knows of one of its pods. Only the pod's worker changes it.</summary>
internal sealed class PodState
{
    private KubeObject pod;

    public PodState(KubeObject pod, NodeSettings node)
    {
        this.pod = pod;
        Node = node;
        Containers =
        [
            .. pod.Spec.List("initContainers").Maps()
                .Select(c => new ContainerSlot(c.IsSidecar() ? ContainerKind.Sidecar : ContainerKind.Init, c)),
            .. pod.Spec.List("containers").Maps().Select(c => new ContainerSlot(ContainerKind.Regular, c)),
        ];
    }

    /// <summary>The pod as it was last seen.</summary>
    public KubeObject Pod
    {
        get => pod;
        set
        {
            pod = value;
            foreach (var slot in Containers)
                if (value.Spec.List(ListOf(slot.Kind)).Find("name", slot.Name) is { } spec) slot.Spec = spec;
            foreach (var added in value.Spec.List(ListOf(ContainerKind.Ephemeral)).Maps())
                if (Find(added.String("name") ?? "") is null) Containers.Add(new ContainerSlot(ContainerKind.Ephemeral, added));
        }
    }

    public NodeSettings Node { get; }

    /// <summary>Init containers and sidecars in their order, then the others.</summary>
    public List<ContainerSlot> Containers { get; }

    public IEnumerable<ContainerSlot> InitContainers => Containers.Where(c => c.Kind is ContainerKind.Init or ContainerKind.Sidecar);

    public IEnumerable<ContainerSlot> Regular => Containers.Where(c => c.Kind == ContainerKind.Regular);

    public DateTimeOffset? StartTime { get; set; }

    public IPAddress? Address { get; set; }

    /// <summary>The pod's network namespace; null before it is made and after it is gone.</summary>
    public IPodAttachment? Sandbox { get; set; }

    /// <summary>When the sandbox is ready, where that takes time.</summary>
    public DateTimeOffset? SandboxReadyAt { get; set; }

    public PodVolumes? Volumes { get; set; }

    /// <summary>What kept the sandbox from being made, as an event told it.</summary>
    public string? LastProblem { get; set; }

    /// <summary>Whether a regular container ever started: from then on the pod counts as initialised.</summary>
    public bool HasStarted => Regular.Any(c => c.Current is not null);

    /// <summary>Why the kubelet ended the pod itself (deadline, eviction), or null.</summary>
    public PodFailure? Failure { get; set; }

    /// <summary>Whether the pod comes from a manifest of the node, not from the API.</summary>
    public bool IsStatic { get; init; }

    /// <summary>A static pod's picture in the API; null while there is none.</summary>
    public KubeObject? Mirror { get; set; }

    /// <summary>The pod as the API has it: what statuses are written to.</summary>
    public KubeObject? Stored
    {
        get => IsStatic ? Mirror : Pod;
        set
        {
            if (value is null) return;
            if (IsStatic) Mirror = value;
            else Pod = value;
        }
    }

    public bool UsesHostNetwork => Pod.Spec.Bool("hostNetwork") == true;

    public IPAddress HostAddress => Node.Address;

    public IReadOnlyDictionary<string, string> NodeCapacity => Node.Capacity;

    /// <summary>The host name inside the pod.</summary>
    public string HostName => UsesHostNetwork ? Node.Name : Pod.Spec.String("hostname") is { Length: > 0 } name ? name : Pod.Name;

    public string RestartPolicy => Pod.Spec.String("restartPolicy") ?? "Always";

    public ContainerSlot? Find(string container) => Containers.Find(c => c.Name == container);

    private static string ListOf(ContainerKind kind) => kind switch
    {
        ContainerKind.Regular => "containers",
        ContainerKind.Ephemeral => "ephemeralContainers",
        _ => "initContainers",
    };

    /// <summary>As log and event texts name a pod: <c>name_namespace(uid)</c>.</summary>
    public override string ToString() => $"{Pod.Name}_{Pod.Namespace}({Pod.Uid})";
}

/// <summary>Why a pod failed as a whole: <c>status.reason</c> and <c>status.message</c>.</summary>
internal sealed record PodFailure(string Reason, string Message);
