using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Controllers.DaemonSet;
using HandsOn.Cluster.Controllers.Deployment;
using HandsOn.Cluster.Controllers.EndpointSlice;
using HandsOn.Cluster.Controllers.Endpoints;
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
using Known = HandsOn.Cluster.Api.Resources.KnownResources;

namespace HandsOn.Cluster.Controllers;

/// <summary>All controllers, under the names of their service accounts in a real cluster.</summary>
internal static class ControllerRegistry
{
    /// <summary>The controller manager itself, whose role signs tokens (cmd/kube-controller-manager/app/controllermanager.go).</summary>
    private static readonly UserInfo Manager = UserInfo.Component("system:kube-controller-manager");

    public static readonly IReadOnlyList<ControllerRegistration> All =
    [
        new("service-account-controller", [Known.Namespaces, Known.ServiceAccounts], c => new ServiceAccountController(c)),
        new("root-ca-cert-publisher", [Known.Namespaces, Known.ConfigMaps], c => new RootCertificatePublisher(c)),
        new("token-controller", [Known.Secrets, Known.ServiceAccounts], c => new TokenController(c)) { User = Manager },
        new("account-token-controller", [Known.Secrets, Known.ServiceAccounts], c => new AccountTokenController(c)) { User = Manager },
        new("namespace-controller", [Known.Namespaces], c => new NamespaceController(c)),
        new("generic-garbage-collector", [], c => new GarbageCollector(c)),
        new("pod-garbage-collector", [Known.Pods, Known.Nodes], c => new PodGarbageCollector(c)),
        new("deployment-controller", [Known.Deployments, Known.ReplicaSets, Known.Pods, Known.Events], c => new DeploymentController(c)),
        new("replicaset-controller", [Known.ReplicaSets, Known.Pods, Known.Events], c => new ReplicaSetController(c)),
        new("daemon-set-controller", [Known.DaemonSets, Known.ControllerRevisions, Known.Pods, Known.Nodes, Known.Events], c => new DaemonSetController(c)),
        new("job-controller", [Known.Jobs, Known.Pods, Known.Events], c => new JobController(c)),
        new("ttl-after-finished-controller", [Known.Jobs], c => new TtlAfterFinishedController(c)),
        new("endpoint-controller", [Known.Services, Known.Endpoints, Known.Pods, Known.Events], c => new EndpointsController(c)),
        new("endpointslice-controller", [Known.Services, Known.EndpointSlices, Known.Pods, Known.Nodes], c => new EndpointSliceController(c)),
        new("node-controller", [Known.Nodes, Known.Leases, Known.Pods, Known.Events], c => new NodeLifecycleController(c)),
        new("taint-eviction-controller", [Known.Nodes, Known.Pods, Known.Events], c => new TaintEvictionController(c)) { User = UserInfo.ServiceAccount("kube-system", "node-controller") },
        new("event-expiry", [Known.Events], c => new EventExpiryController(c)) { User = UserInfo.Loopback },
    ];
}
