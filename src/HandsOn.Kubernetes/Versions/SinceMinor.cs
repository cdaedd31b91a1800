namespace HandsOn.Kubernetes.Versions;

/// <summary>
/// Changes of Kubernetes' behaviour, each with the minor that brought it by default: 34 for 1.34. A comparison reads
/// <c>minor &gt;= SinceMinor.PodObservedGeneration</c>. The served versions of kinds stand in their declarations instead
/// (staging/src/k8s.io/apiserver/pkg/features/kube_features.go, pkg/features/kube_features.go, CHANGELOG).
/// </summary>
internal static class SinceMinor
{
    /// <summary>Images of the project come from registry.k8s.io instead of k8s.gcr.io.</summary>
    public const int RegistryK8sIo = 25;

    /// <summary>Pods get their token from a projected volume, not from a Secret.</summary>
    public const int BoundServiceAccountTokenVolume = 21;

    /// <summary>No Secret with a token is made for a new service account (LegacyServiceAccountTokenNoAutoGeneration).</summary>
    public const int NoServiceAccountTokenSecrets = 24;

    /// <summary>Nodes of the control plane lose the label <c>node-role.kubernetes.io/master</c>.</summary>
    public const int NoMasterLabel = 24;

    /// <summary>Nodes come with containerd 2.1, which refuses schema 1 manifests (k3s 1.32.9 and later).</summary>
    public const int Containerd21 = 33;

    /// <summary>Nodes no longer report the version of kube-proxy.</summary>
    public const int NoKubeProxyVersion = 33;

    /// <summary>OpenAPI v3 is served; 1.23 hides it behind a gate.</summary>
    public const int OpenApiV3 = 24;

    /// <summary>Unknown fields are looked for; 1.23 and 1.24 know the parameter, but only behind a gate that is off.</summary>
    public const int ServerSideFieldValidation = 25;

    /// <summary>Discovery is served as one document, in <c>v2beta1</c>.</summary>
    public const int AggregatedDiscovery = 26;

    /// <summary>Aggregated discovery is served in <c>v2</c>.</summary>
    public const int AggregatedDiscoveryV2 = 30;

    /// <summary><c>/version</c> says what the server emulates.</summary>
    public const int EmulationVersion = 33;

    /// <summary>Impersonation can be confined to what is done with it; its refusals are worded anew (ConstrainedImpersonation).</summary>
    public const int ConstrainedImpersonation = 36;

    /// <summary>A watch can stream a list.</summary>
    public const int SendInitialEvents = 27;

    /// <summary>The end of the initial events is marked even where no client has asked to stream a list.</summary>
    public const int InitialEventsEndAlways = 34;

    /// <summary>A namespace that goes loses its pods before everything else.</summary>
    public const int OrderedNamespaceDeletion = 33;

    /// <summary>Endpoints say by a label that the controller made them.</summary>
    public const int EndpointsManagedByLabel = 33;

    /// <summary>Taint eviction is a controller of its own, by the name of which its events go.</summary>
    public const int SeparateTaintEvictionController = 29;

    /// <summary>Deployments and ReplicaSets count their terminating pods (DeploymentReplicaSetTerminatingReplicas).</summary>
    public const int TerminatingReplicas = 35;

    /// <summary>The message of an unschedulable pod tells what preemption found.</summary>
    public const int PreemptionInFitError = 24;

    /// <summary>The scheduler looks after ResourceClaims by default.</summary>
    public const int DynamicResourceAllocation = 34;

    /// <summary>Disrupted pods get the condition <c>DisruptionTarget</c>.</summary>
    public const int PodDisruptionConditions = 26;

    /// <summary>Pods have a generation, and conditions say which generation they are about (PodObservedGenerationTracking).</summary>
    public const int PodObservedGeneration = 34;

    /// <summary>Pods have the condition <c>PodReadyToStartContainers</c>.</summary>
    public const int PodReadyToStartContainers = 29;

    /// <summary><c>status.hostIPs</c> is written.</summary>
    public const int PodHostIps = 29;

    /// <summary><c>status.resources</c> of a pod is written.</summary>
    public const int PodLevelResourceStatus = 36;

    /// <summary>Container statuses list their mounts (RecursiveReadOnlyMounts).</summary>
    public const int ContainerStatusMounts = 31;

    /// <summary>Container statuses show user and resources (SupplementalGroupsPolicy, InPlacePodVerticalScaling).</summary>
    public const int ContainerStatusUserAndResources = 33;

    /// <summary>The event of a started container does not name the container.</summary>
    public const int ContainerStartedWithoutName = 35;

    /// <summary>The kubelet checks that a pod may use an image that is there (KubeletEnsureSecretPulledImages).</summary>
    public const int EnsureSecretPulledImages = 35;

    /// <summary>The message of ImagePullBackOff repeats the error of the pull.</summary>
    public const int PullErrorInBackOff = 32;

    /// <summary>The event Pulled tells the size of the image.</summary>
    public const int ImageSizeInPulledEvent = 30;

    /// <summary>The event Pulled tells the time with and without waiting.</summary>
    public const int WaitingTimeInPulledEvent = 26;

    /// <summary>The index of a pod is a label as well as an annotation.</summary>
    public const int PodIndexLabel = 28;

    /// <summary>The subresource <c>pods/ephemeralcontainers</c> is served.</summary>
    public const int EphemeralContainers = 23;

    /// <summary>Evictions are <c>policy/v1</c>.</summary>
    public const int EvictionV1 = 22;

    /// <summary>The subresource <c>pods/resize</c> is served.</summary>
    public const int PodResize = 33;

    /// <summary>Containers may have restart policies and rules of their own.</summary>
    public const int ContainerRestartRules = 35;

    /// <summary>Environment variables may come from files (EnvFiles).</summary>
    public const int EnvironmentFiles = 35;

    /// <summary>Names of environment variables may hold nearly every character (RelaxedEnvironmentVariableValidation).</summary>
    public const int RelaxedEnvironmentVariableNames = 32;

    /// <summary>A sleep hook may take zero seconds (PodLifecycleSleepActionAllowZero).</summary>
    public const int PodLifecycleSleepActionZero = 33;

    /// <summary><c>completionMode</c> of Jobs is defaulted.</summary>
    public const int JobCompletionMode = 22;

    /// <summary><c>suspend</c> of Jobs is defaulted.</summary>
    public const int JobSuspend = 22;

    /// <summary>The labels that bind pods to a Job exist with the prefix <c>batch.kubernetes.io/</c> too.</summary>
    public const int JobPrefixedLabels = 27;

    /// <summary><c>podReplacementPolicy</c> of Jobs is defaulted, and terminating pods are counted.</summary>
    public const int JobPodReplacementPolicy = 29;

    /// <summary>A Job is Complete or Failed only when all its pods have ended.</summary>
    public const int JobTerminalStateAfterPods = 31;

    /// <summary><c>manualSelector</c> of Jobs is defaulted.</summary>
    public const int JobManualSelectorWritten = 33;

    /// <summary>StatefulSets keep or delete claims by policy.</summary>
    public const int StatefulSetAutoDeletePvc = 27;

    /// <summary>Services have IP families.</summary>
    public const int DualStack = 21;

    /// <summary><c>internalTrafficPolicy</c> of Services is defaulted.</summary>
    public const int ServiceInternalTrafficPolicy = 22;

    /// <summary><c>allocateLoadBalancerNodePorts</c> of Services is defaulted.</summary>
    public const int AllocateLoadBalancerNodePorts = 22;

    /// <summary><c>ipMode</c> of a load balancer's addresses is defaulted.</summary>
    public const int LoadBalancerIpMode = 30;

    /// <summary>ClusterIPs come from ServiceCIDRs; refusals are worded accordingly.</summary>
    public const int MultiCidrServiceAllocator = 33;

    /// <summary>Names of Services may begin with a digit (RelaxedServiceNameValidation).</summary>
    public const int RelaxedServiceNames = 36;

    /// <summary><c>scope</c> of an IngressClass' parameters is defaulted.</summary>
    public const int IngressClassScope = 22;

    /// <summary>An Ingress with the annotation <c>kubernetes.io/ingress.class</c> is warned about.</summary>
    public const int IngressClassAnnotationWarning = 22;

    /// <summary>PersistentVolumes note when their phase changed.</summary>
    public const int PersistentVolumePhaseTransitionTime = 29;

    /// <summary>A changed StorageClass is refused in the words of declarative validation.</summary>
    public const int StorageClassImmutableFields = 36;

    /// <summary>Webhooks must say that they have no side effects, since <c>v1beta1</c> is gone.</summary>
    public const int WebhookSideEffectsRequired = 22;
}
