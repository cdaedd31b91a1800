using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Streams;

/// <summary>The pod that a request is about and the kubelet that it runs under (pkg/registry/core/pod/strategy.go, LogLocation, streamLocation).</summary>
internal sealed record PodTarget(KubeObject Pod, IKubelets? Kubelets)
{
    private static readonly string[] ContainerLists = ["containers", "initContainers", "ephemeralContainers"];

    /// <exception cref="StatusException">404: no such pod.</exception>
    public static PodTarget Of(ApiServer server, IKubelets? kubelets, RequestContext request) =>
        new(server.Store.Find(PodKind.Resource, request.Key) ?? throw StatusErrors.NotFound(PodKind.Resource, request.Name), kubelets);

    /// <summary>The kubelet of the pod's node, or null where the pod has none yet.</summary>
    /// <exception cref="StatusException">404: the node is gone.</exception>
    public IKubeletApi? FindKubelet()
    {
        var node = Pod.Spec.String("nodeName") ?? "";
        return node.Length == 0 ? null : Kubelets?.For(node) ?? throw StatusErrors.NotFound(NodeKind.Resource, node);
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
    public IKubeletApi RequireKubelet() => FindKubelet() ?? throw StatusErrors.BadRequest($"pod {Pod.Name} does not have a host assigned");

    private IEnumerable<string> Names() =>
        from list in ContainerLists
        from container in Pod.Spec.List(list).Maps()
        select container.String("name") ?? "";
}
