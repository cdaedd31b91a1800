namespace HandsOn.Kubernetes.Objects;

/// <summary>Labels to which Kubernetes itself gives a meaning.</summary>
internal static class WellKnownLabels
{
    /// <summary>The Service that an EndpointSlice belongs to (staging/src/k8s.io/api/discovery/v1/well_known_labels.go).</summary>
    public const string ServiceName = "kubernetes.io/service-name";
}
