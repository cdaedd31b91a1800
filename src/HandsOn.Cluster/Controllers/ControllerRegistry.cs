using HandsOn.Cluster.Controllers.Deployment;
using HandsOn.Cluster.Controllers.Endpoints;
using HandsOn.Cluster.Controllers.EndpointSlice;
using HandsOn.Cluster.Controllers.ReplicaSet;
using Known = HandsOn.Cluster.Resources.KnownResources;

namespace HandsOn.Cluster.Controllers;

/// <summary>All controllers, under the names of their service accounts in a real cluster.</summary>
internal static class ControllerRegistry
{
    public static readonly IReadOnlyList<ControllerRegistration> All =
    [
        new("deployment-controller", [Known.Deployments, Known.ReplicaSets, Known.Pods, Known.Events], c => new DeploymentController(c)),
        new("replicaset-controller", [Known.ReplicaSets, Known.Pods, Known.Events], c => new ReplicaSetController(c)),
        new("endpoint-controller", [Known.Services, Known.Endpoints, Known.Pods, Known.Events], c => new EndpointsController(c)),
        new("endpointslice-controller", [Known.Services, Known.EndpointSlices, Known.Pods, Known.Nodes], c => new EndpointSliceController(c)),
    ];
}
