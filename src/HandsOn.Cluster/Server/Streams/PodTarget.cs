using HandsOn.Cluster.Resources;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Streams;

/// <summary>The pod that a request is about and the kubelet that it runs under (pkg/registry/core/pod/strategy.go, LogLocation, streamLocation).</summary>
/// <param name="Kubelet">Null where the pod has no node yet.</param>
internal sealed record PodTarget(KubeObject Pod, IKubeletApi? Kubelet)
{
    private static readonly string[] ContainerLists = ["containers", "initContainers", "ephemeralContainers"];

    /// <exception cref="StatusException">404: no such pod, or its node is gone.</exception>
    public static PodTarget Of(ApiServer server, IKubelets? kubelets, RequestContext request)
    {
        var pod = server.Store.Find(KnownResources.Pods, request.Key) ?? throw StatusErrors.NotFound(KnownResources.Pods, request.Name);
        var node = pod.Spec.String("nodeName") ?? "";
        if (node.Length == 0) return new(pod, null);
        return new(pod, kubelets?.For(node) ?? throw StatusErrors.NotFound(KnownResources.Nodes, node));
    }

    /// <summary>The container of that name, or the only one where no name is given.</summary>
    /// <exception cref="StatusException">400.</exception>
    public string Container(string name)
    {
        if (name.Length > 0)
            return Names().Contains(name) ? name : throw StatusErrors.BadRequest($"container {name} is not valid for pod {Pod.Name}");
        return Pod.Spec.List("containers").Maps().ToList() switch
        {
            [var only] => only.String("name") ?? "",
            [] => throw StatusErrors.BadRequest($"a container name must be specified for pod {Pod.Name}"),
            _ => throw StatusErrors.BadRequest($"a container name must be specified for pod {Pod.Name}, choose one of: [{string.Join(' ', Names())}]"),
        };
    }

    /// <exception cref="StatusException">400: the pod has no node.</exception>
    public IKubeletApi RequireKubelet() => Kubelet ?? throw StatusErrors.BadRequest($"pod {Pod.Name} does not have a host assigned");

    private IEnumerable<string> Names() =>
        from list in ContainerLists
        from container in Pod.Spec.List(list).Maps()
        select container.String("name") ?? "";
}
