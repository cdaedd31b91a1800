using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Hosting.Bootstrap;

/// <summary>An object that a cluster has from its start.</summary>
internal readonly record struct BootstrapObject(GroupResource Resource, KubeObject Object)
{
    public static BootstrapObject Of(GroupResource resource, string json) => new(resource, KubeObject.Parse(json));
}
