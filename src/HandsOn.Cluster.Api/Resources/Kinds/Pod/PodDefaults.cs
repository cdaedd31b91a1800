using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a pod leaves out (pkg/apis/core/v1/defaults.go, SetDefaults_Pod).</summary>
internal static class PodDefaults
{
    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty), ("status", JsonMap.Empty));
    private static readonly DefaultMembers Spec = new(("enableServiceLinks", true));

    public static JsonMap Fill(JsonMap item) => Root.Fill(item).Change("spec", FillSpec);

    private static JsonMap FillSpec(JsonMap spec)
    {
        spec = Spec.Fill(PodSpecDefaults.Fill(spec))
            .ChangeEach("containers", RequestLimits)
            .ChangeEach("initContainers", RequestLimits);
        return spec.Bool("hostNetwork") == true
            ? spec.ChangeEach("containers", UseHostPorts).ChangeEach("initContainers", UseHostPorts)
            : spec;
    }

    /// <summary>What is limited and not requested is requested in full.</summary>
    private static JsonMap RequestLimits(JsonMap container) =>
        container.At("resources", "limits") is JsonMap { Count: > 0 } limits
            ? container.With("resources", container.Map("resources").With("requests", container.Map("resources", "requests").FillFrom(limits)))
            : container;

    private static JsonMap UseHostPorts(JsonMap container) => container.ChangeEach("ports", UseHostPort);

    private static JsonMap UseHostPort(JsonMap port) => port.Long("hostPort") is null or 0 ? port.With("hostPort", port["containerPort"]) : port;
}
