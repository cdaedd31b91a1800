using HandsOn.Cluster.Resources;
using HandsOn.Cluster.Server;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Tests.Controllers;

/// <summary>Kinds without defaults and validation.</summary>
internal static class TestResources
{
    public static readonly IReadOnlyList<ResourceDefinition> All =
    [
        new Plain("", "v1", "Pod", "pods") { IsPod = true }, new Plain("", "v1", "Service", "services"), new Plain("", "v1", "Endpoints", "endpoints"),
        new Plain("", "v1", "Event", "events"), new Plain("", "v1", "Node", "nodes", false), new Plain("apps", "v1", "Deployment", "deployments"),
        new Plain("apps", "v1", "ReplicaSet", "replicasets"), new Plain("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices"),
    ];

    private sealed class Plain(string group, string version, string kind, string plural, bool namespaced = true) : ResourceDefinition
    {
        public bool IsPod { get; init; }

        public override ResourceNames Names { get; } = new(group, version, kind, plural, namespaced);

        public override bool HasGeneration => true;

        public override KubeObject PrepareForUpdate(KubeObject item, KubeObject old, ResourceContext context) =>
            group.Length == 0 ? item : base.PrepareForUpdate(item, old, context);

        public override long? GracePeriod(KubeObject item, DeleteOptions options) => IsPod ? options.GracePeriodSeconds ?? 30 : null;
    }
}
