using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a PriorityClass leaves out (pkg/apis/scheduling/v1/defaults.go, SetDefaults_PriorityClass).</summary>
internal static class PriorityClassDefaults
{
    private static readonly DefaultMembers Root = new(("value", 0), ("preemptionPolicy", "PreemptLowerPriority"));

    public static JsonMap Fill(JsonMap item) => Root.Fill(item);
}
