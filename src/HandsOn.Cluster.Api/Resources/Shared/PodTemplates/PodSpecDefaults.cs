using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What the spec of a pod or of a pod template leaves out (pkg/apis/core/v1/defaults.go, SetDefaults_PodSpec).</summary>
internal static class PodSpecDefaults
{
    private static readonly DefaultMembers Spec = new(
        ("restartPolicy", "Always"), ("terminationGracePeriodSeconds", 30), ("dnsPolicy", "ClusterFirst"),
        ("securityContext", JsonMap.Empty), ("schedulerName", "default-scheduler"));

    private static readonly DefaultMembers Template = new(("metadata", JsonMap.Empty), ("spec", JsonMap.Empty));

    public static JsonMap Fill(JsonMap spec) => MirrorServiceAccount(Spec.Fill(spec))
        .ChangeEach("volumes", VolumeDefaults.Fill)
        .ChangeEach("initContainers", ContainerDefaults.Fill)
        .ChangeEach("containers", ContainerDefaults.Fill)
        .ChangeEach("ephemeralContainers", ContainerDefaults.Fill);

    /// <summary>A pod template: metadata and spec are always written.</summary>
    public static JsonMap FillTemplate(JsonMap template) => Template.Fill(template).Change("spec", Fill);

    /// <summary><c>serviceAccount</c> is the old name of <c>serviceAccountName</c>, which wins (pkg/apis/core/v1/conversion.go).</summary>
    public static JsonMap MirrorServiceAccount(JsonMap spec)
    {
        if (spec.String("serviceAccountName") is { Length: > 0 } name)
            return spec.String("serviceAccount") == name ? spec : spec.With("serviceAccount", name);
        return spec.String("serviceAccount") is { Length: > 0 } old ? spec.With("serviceAccountName", old) : spec;
    }
}
