using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Pods;

/// <summary>Facts that a container's specification tells.</summary>
internal static class ContainerExtensions
{
    /// <summary>True where an init container is a sidecar, which restarts always (pkg/apis/core/pods/helpers.go).</summary>
    public static bool IsSidecar(this JsonMap initContainer) => initContainer.String("restartPolicy") == "Always";

    /// <summary>The sidecars among the init containers of a pod's specification.</summary>
    public static IEnumerable<JsonMap> Sidecars(this JsonMap podSpec) => podSpec.List("initContainers").Maps().Where(IsSidecar);
}
