using System.Collections.Frozen;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Kubernetes.Schemas.OpenApi;

/// <summary>One sentence for each of the main kinds, for <c>kubectl explain</c>.</summary>
internal static class KindDescriptions
{
    private static readonly FrozenDictionary<GroupKind, string> Sentences = new Dictionary<GroupKind, string>
    {
        [new("", "Namespace")] = "A Namespace is a scope for names, and what is in it goes away with it.",
        [new("", "Node")] = "A Node is a machine that runs pods.",
        [new("", "Pod")] = "A Pod is one or more containers that run on one node and share an IP address and volumes.",
        [new("", "Service")] = "A Service gives a set of pods one steady name and address and spreads connections over those that are ready.",
        [new("", "Endpoints")] = "Endpoints list the addresses behind a Service; EndpointSlices have taken their place.",
        [new("", "Event")] = "An Event reports something that happened to an object.",
        [new("", "ConfigMap")] = "A ConfigMap holds settings that pods read as files or environment variables.",
        [new("", "Secret")] = "A Secret holds passwords, keys and the like that pods read as files or environment variables.",
        [new("", "ServiceAccount")] = "A ServiceAccount is the identity under which a pod's processes use the API.",
        [new("", "LimitRange")] = "A LimitRange bounds what one container, pod or claim in a namespace may ask for, and says what those ask for that say nothing.",
        [new("", "ResourceQuota")] = "A ResourceQuota bounds what all objects of a namespace may use together.",
        [new("", "PersistentVolume")] = "A PersistentVolume is a piece of storage in the cluster.",
        [new("", "PersistentVolumeClaim")] = "A PersistentVolumeClaim asks for storage that outlives the pods which use it.",
        [new("", "ReplicationController")] = "A ReplicationController keeps a number of like pods running; ReplicaSets have taken its place.",
        [new("apps", "Deployment")] = "A Deployment keeps a number of like pods running and replaces them step by step when their template changes.",
        [new("apps", "ReplicaSet")] = "A ReplicaSet keeps a number of like pods running; Deployments make them.",
        [new("apps", "DaemonSet")] = "A DaemonSet runs one pod on every node that fits.",
        [new("apps", "StatefulSet")] = "A StatefulSet runs pods with steady names and storage of their own, started and stopped in order.",
        [new("apps", "ControllerRevision")] = "A ControllerRevision keeps an earlier state of a DaemonSet or StatefulSet, to go back to.",
        [new("batch", "Job")] = "A Job runs pods until enough of them have succeeded.",
        [new("batch", "CronJob")] = "A CronJob makes Jobs at the times of a schedule.",
        [new("autoscaling", "HorizontalPodAutoscaler")] = "A HorizontalPodAutoscaler changes a workload's number of pods to keep a metric near its target.",
        [new("policy", "PodDisruptionBudget")] = "A PodDisruptionBudget says how many of a set of pods evictions may take away at a time.",
        [new("networking.k8s.io", "Ingress")] = "An Ingress routes HTTP requests by host and path to Services.",
        [new("networking.k8s.io", "IngressClass")] = "An IngressClass names a controller that takes care of Ingresses.",
        [new("networking.k8s.io", "NetworkPolicy")] = "A NetworkPolicy says which connections a set of pods may receive and open.",
        [new("discovery.k8s.io", "EndpointSlice")] = "An EndpointSlice lists some of the addresses behind a Service, with the state of each.",
        [new("coordination.k8s.io", "Lease")] = "A Lease says who holds something, and for how long without renewal.",
        [new("rbac.authorization.k8s.io", "Role")] = "A Role lists what may be done in its namespace.",
        [new("rbac.authorization.k8s.io", "RoleBinding")] = "A RoleBinding gives a role to users, groups and service accounts within its namespace.",
        [new("rbac.authorization.k8s.io", "ClusterRole")] = "A ClusterRole lists what may be done anywhere in the cluster.",
        [new("rbac.authorization.k8s.io", "ClusterRoleBinding")] = "A ClusterRoleBinding gives a role to users, groups and service accounts in the whole cluster.",
        [new("scheduling.k8s.io", "PriorityClass")] = "A PriorityClass gives a number to a name; pods with a higher number are placed first.",
        [new("storage.k8s.io", "StorageClass")] = "A StorageClass says how storage for claims is made.",
        [new("admissionregistration.k8s.io", "ValidatingWebhookConfiguration")] = "A ValidatingWebhookConfiguration names services that may refuse writes.",
        [new("admissionregistration.k8s.io", "MutatingWebhookConfiguration")] = "A MutatingWebhookConfiguration names services that may change what is written.",
    }.ToFrozenDictionary();

    public static string? Of(GroupVersionKind kind) => Sentences.GetValueOrDefault(new(kind.Group == "extensions" ? "networking.k8s.io" : kind.Group, kind.Kind));
}
