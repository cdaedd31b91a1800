using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a IngressClass leaves out (pkg/apis/networking/v1/defaults.go, SetDefaults_IngressClass).</summary>
internal static class IngressClassDefaults
{
    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty));
    private static readonly DefaultMembers Parameters = new(("scope", "Cluster"));

    public static JsonMap Fill(JsonMap item, int minor)
    {
        item = Root.Fill(item);
        return minor >= SinceMinor.IngressClassScope ? item.Change("spec", FillSpec) : item;
    }

    private static JsonMap FillSpec(JsonMap spec) => spec.Change("parameters", Parameters.Fill);
}
