using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a Namespace leaves out (pkg/apis/core/v1/defaults.go, SetDefaults_Namespace).</summary>
internal static class NamespaceDefaults
{
    private const string NameLabel = "kubernetes.io/metadata.name";

    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty), ("status", JsonMap.Of(("phase", "Active"))));
    private static readonly DefaultMembers Status = new(("phase", "Active"));

    public static JsonMap Fill(JsonMap item)
    {
        item = Root.Fill(item).Change("status", Status.Fill);
        return item.String("metadata", "name") is { Length: > 0 } name && item.String("metadata", "labels", NameLabel) != name
            ? item.SetIn(name, "metadata", "labels", NameLabel)
            : item;
    }
}
