namespace HandsOn.Cluster.Api.Resources;

/// <summary>Every kind that a cluster can have.</summary>
internal static class AllResources
{
    /// <summary>New definitions for one cluster: some keep what they have given out (the addresses of Services).</summary>
    public static IReadOnlyList<ResourceDefinition> Create() =>
    [
        new ClusterRole.ClusterRoleDefinition(),
        new ClusterRoleBinding.ClusterRoleBindingDefinition(),
        new ConfigMap.ConfigMapDefinition(),
        new ControllerRevision.ControllerRevisionDefinition(),
        new CronJob.CronJobDefinition(),
        new DaemonSet.DaemonSetDefinition(),
        new Deployment.DeploymentDefinition(),
        new EndpointSlice.EndpointSliceDefinition(),
        new Endpoints.EndpointsDefinition(),
        new Event.EventDefinition(),
        new HorizontalPodAutoscaler.HorizontalPodAutoscalerDefinition(),
        new Ingress.IngressDefinition(),
        new IngressClass.IngressClassDefinition(),
        new Job.JobDefinition(),
        new Lease.LeaseDefinition(),
        new LimitRange.LimitRangeDefinition(),
        new MutatingWebhookConfiguration.MutatingWebhookConfigurationDefinition(),
        new Namespace.NamespaceDefinition(),
        new NetworkPolicy.NetworkPolicyDefinition(),
        new Node.NodeDefinition(),
        new PersistentVolume.PersistentVolumeDefinition(),
        new PersistentVolumeClaim.PersistentVolumeClaimDefinition(),
        new Pod.PodDefinition(),
        new PodDisruptionBudget.PodDisruptionBudgetDefinition(),
        new PodTemplate.PodTemplateDefinition(),
        new PriorityClass.PriorityClassDefinition(),
        new ReplicaSet.ReplicaSetDefinition(),
        new ReplicationController.ReplicationControllerDefinition(),
        new ResourceQuota.ResourceQuotaDefinition(),
        new Role.RoleDefinition(),
        new RoleBinding.RoleBindingDefinition(),
        new Secret.SecretDefinition(),
        new Service.ServiceDefinition(),
        new ServiceAccount.ServiceAccountDefinition(),
        new StatefulSet.StatefulSetDefinition(),
        new StorageClass.StorageClassDefinition(),
        new ValidatingWebhookConfiguration.ValidatingWebhookConfigurationDefinition(),
    ];
}
