using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.IngressClass;

/// <summary>What a IngressClass leaves out (pkg/apis/networking/v1/defaults.go, SetDefaults_IngressClass).</summary>
internal static class IngressClassDefaults
{
    private const int ScopeSince = 22;

    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty));
    private static readonly DefaultMembers Parameters = new(("scope", "Cluster"));

    public static JsonMap Fill(JsonMap item, int minor)
    {
        item = Root.Fill(item);
        return minor >= ScopeSince ? item.Change("spec", FillSpec) : item;
    }

    private static JsonMap FillSpec(JsonMap spec) => spec.Change("parameters", Parameters.Fill);
}
