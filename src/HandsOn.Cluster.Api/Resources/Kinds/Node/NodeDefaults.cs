using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a Node leaves out (pkg/apis/core/v1/defaults.go, SetDefaults_NodeStatus).</summary>
internal static class NodeDefaults
{
    public static readonly JsonMap EmptyStatus = JsonMap.Of(
        ("daemonEndpoints", JsonMap.Of(("kubeletEndpoint", JsonMap.Of(("Port", 0))))),
        ("nodeInfo", JsonMap.From(new[]
        {
            "machineID", "systemUUID", "bootID", "kernelVersion", "osImage", "containerRuntimeVersion", "kubeletVersion", "kubeProxyVersion",
            "operatingSystem", "architecture",
        }.Select(name => KeyValuePair.Create(name, "")))));

    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty), ("status", EmptyStatus));
    private static readonly DefaultMembers Status = new(
        ("daemonEndpoints", EmptyStatus["daemonEndpoints"]), ("nodeInfo", EmptyStatus["nodeInfo"]));

    public static JsonMap Fill(JsonMap item) => Root.Fill(item).Change("status", FillStatus);

    private static JsonMap FillStatus(JsonMap status)
    {
        status = Status.Fill(status).Change("capacity", ResourceLists.RoundList).Change("allocatable", ResourceLists.RoundList);
        return status["allocatable"] is null && status["capacity"] is JsonMap capacity ? status.With("allocatable", capacity) : status;
    }
}
