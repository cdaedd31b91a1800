using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Controllers.ClusterRoleAggregation;
using HandsOn.Cluster.Controllers.DaemonSet;
using HandsOn.Cluster.Controllers.Deployment;
using HandsOn.Cluster.Controllers.Endpoints;
using HandsOn.Cluster.Controllers.EndpointSlice;
using HandsOn.Cluster.Controllers.EventExpiry;
using HandsOn.Cluster.Controllers.GarbageCollection;
using HandsOn.Cluster.Controllers.Job;
using HandsOn.Cluster.Controllers.Namespace;
using HandsOn.Cluster.Controllers.NodeLifecycle;
using HandsOn.Cluster.Controllers.PodGarbage;
using HandsOn.Cluster.Controllers.ReplicaSet;
using HandsOn.Cluster.Controllers.ServiceAccount;
using HandsOn.Cluster.Controllers.TaintEviction;
using HandsOn.Cluster.Controllers.TtlAfterFinished;

namespace HandsOn.Cluster.Controllers;

/// <summary>All controllers, under the names of their service accounts in a real cluster.</summary>
internal static class ControllerRegistry
{
    /// <summary>The controller manager itself, whose role signs tokens (cmd/kube-controller-manager/app/controllermanager.go).</summary>
    private static readonly UserInfo Manager = UserInfo.Component("system:kube-controller-manager");

    public static readonly IReadOnlyList<ControllerRegistration> All =
    [
        new("service-account-controller", [NamespaceKind.Resource, ServiceAccountKind.Resource], c => new ServiceAccountController(c)),
        new("root-ca-cert-publisher", [NamespaceKind.Resource, ConfigMapKind.Resource], c => new RootCertificatePublisher(c)),
        new("token-controller", [SecretKind.Resource, ServiceAccountKind.Resource], c => new TokenController(c)) { User = Manager },
        new("account-token-controller", [SecretKind.Resource, ServiceAccountKind.Resource], c => new AccountTokenController(c)) { User = Manager },
        new("namespace-controller", [NamespaceKind.Resource], c => new NamespaceController(c)),
        new("generic-garbage-collector", [], c => new GarbageCollector(c)),
        new("pod-garbage-collector", [PodKind.Resource, NodeKind.Resource], c => new PodGarbageCollector(c)),
        new("deployment-controller", [DeploymentKind.Resource, ReplicaSetKind.Resource, PodKind.Resource, EventKind.Resource], c => new DeploymentController(c)),
        new("replicaset-controller", [ReplicaSetKind.Resource, PodKind.Resource, EventKind.Resource], c => new ReplicaSetController(c)),
        new("daemon-set-controller", [DaemonSetKind.Resource, ControllerRevisionKind.Resource, PodKind.Resource, NodeKind.Resource, EventKind.Resource], c => new DaemonSetController(c)),
        new("job-controller", [JobKind.Resource, PodKind.Resource, EventKind.Resource], c => new JobController(c)),
        new("ttl-after-finished-controller", [JobKind.Resource], c => new TtlAfterFinishedController(c)),
        new("endpoint-controller", [ServiceKind.Resource, EndpointsKind.Resource, PodKind.Resource, EventKind.Resource], c => new EndpointsController(c)),
        new("endpointslice-controller", [ServiceKind.Resource, EndpointSliceKind.Resource, PodKind.Resource, NodeKind.Resource], c => new EndpointSliceController(c)),
        new("clusterrole-aggregation-controller", [ClusterRoleKind.Resource], c => new ClusterRoleAggregationController(c)),
        new("node-controller", [NodeKind.Resource, LeaseKind.Resource, PodKind.Resource, EventKind.Resource], c => new NodeLifecycleController(c)),
        new("taint-eviction-controller", [NodeKind.Resource, PodKind.Resource, EventKind.Resource], c => new TaintEvictionController(c)) { User = UserInfo.ServiceAccount("kube-system", "node-controller") },
        new("event-expiry", [EventKind.Resource], c => new EventExpiryController(c)) { User = UserInfo.Loopback },
    ];
}
