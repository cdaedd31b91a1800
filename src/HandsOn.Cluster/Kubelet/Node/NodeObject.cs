using System.Security.Cryptography;
using System.Text;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Quantities;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Kubelet;

/// <summary>The Node object as its kubelet makes it (pkg/kubelet/kubelet_node_status.go, initialNode; pkg/kubelet/nodestatus/setters.go).</summary>
internal static class NodeObject
{
    private static readonly Quantity EvictionReserve = Quantity.Parse("100Mi");

    public static KubeObject Initial(NodeSettings node, NodeImages images, DateTimeOffset now, int minor) => new(JsonMap.Of(
        ("apiVersion", "v1"), ("kind", "Node"),
        ("metadata", JsonMap.Of(
            ("name", node.Name),
            ("labels", Labels(node)),
            ("annotations", JsonMap.Of(("volumes.kubernetes.io/controller-managed-attach-detach", "true"))))),
        ("spec", JsonMap.Of(("podCIDR", node.PodCidr.ToString()), ("podCIDRs", JsonList.Of(node.PodCidr.ToString())))),
        ("status", Status(node, images, JsonMap.Empty, now, minor))));

    /// <summary>The labels that every kubelet sets, and those of the settings.</summary>
    public static JsonMap Labels(NodeSettings node)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["beta.kubernetes.io/arch"] = "amd64",
            ["beta.kubernetes.io/os"] = "linux",
            ["kubernetes.io/arch"] = "amd64",
            ["kubernetes.io/hostname"] = node.Name,
            ["kubernetes.io/os"] = "linux",
        };
        foreach (var (key, value) in node.Labels) labels[key] = value;
        return JsonMap.From(labels);
    }

    /// <param name="old">The status so far, from which the times of transitions and what others set are taken.</param>
    public static JsonMap Status(NodeSettings node, NodeImages images, JsonMap old, DateTimeOffset now, int minor) => old
        .With("addresses", JsonList.Of(
            JsonMap.Of(("type", "InternalIP"), ("address", node.Address.ToString())), JsonMap.Of(("type", "Hostname"), ("address", node.Name))))
        .With("allocatable", Allocatable(node))
        .With("capacity", JsonMap.From(node.Capacity))
        .With("conditions", Conditions(old.List("conditions"), now))
        .With("daemonEndpoints", JsonMap.Of(("kubeletEndpoint", JsonMap.Of(("Port", 10250)))))
        .With("images", JsonList.From(images.All.OrderByDescending(i => i.Content.Size).Take(50).Select(Image)))
        .With("nodeInfo", Info(node, minor));

    private static JsonMap Allocatable(NodeSettings node)
    {
        var result = JsonMap.From(node.Capacity);
        if (node.Capacity.TryGetValue("memory", out var memory)) result = result.With("memory", (Quantity.Parse(memory) - EvictionReserve).ToString());
        if (node.Capacity.TryGetValue("ephemeral-storage", out var storage))
            result = result.With("ephemeral-storage", Quantity.FromUnits(Quantity.Parse(storage).Units / 10 * 9).ToString());
        return result;
    }

    private static JsonList Conditions(JsonList old, DateTimeOffset now)
    {
        JsonMap Condition(string type, string status, string reason, string message) => JsonMap.Of(
            ("type", type), ("status", status), ("lastHeartbeatTime", Timestamps.Format(now)),
            ("lastTransitionTime", old.Find("type", type) is { } before && before.String("status") == status ? before["lastTransitionTime"] : Timestamps.Format(now)),
            ("reason", reason), ("message", message));
        JsonMap[] own =
        [
            Condition("MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
            Condition("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
            Condition("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
            Condition("Ready", "True", "KubeletReady", "kubelet is posting ready status"),
        ];
        var others = old.Maps().Where(c => !own.Any(o => o.String("type") == c.String("type")));
        return JsonList.From([.. others, .. own]);
    }

    private static JsonMap Image(LocalImage image) =>
        JsonMap.Of(("names", JsonList.Of(image.Id, image.Reference.ToString())), ("sizeBytes", image.Content.Size));

    private static JsonMap Info(NodeSettings node, int minor) => JsonMap.Of(
        ("architecture", "amd64"), ("bootID", Guid(node, "boot")), ("containerRuntimeVersion", node.ContainerRuntimeVersion),
        ("kernelVersion", "6.12.0-handson"), ("kubeProxyVersion", minor >= SinceMinor.NoKubeProxyVersion ? "" : node.Version),
        ("kubeletVersion", node.Version), ("machineID", Guid(node, "machine").Replace("-", "", StringComparison.Ordinal)),
        ("operatingSystem", "linux"), ("osImage", "HandsOn simulated node"), ("systemUUID", Guid(node, "system")));

    private static string Guid(NodeSettings node, string what) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{what}/{node.Name}")).AsSpan(0, 16)).ToString();
}
