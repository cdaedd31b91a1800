using HandsOn.Kubernetes.Versions;
namespace HandsOn.Cluster.Kubelet;

/// <summary>What events say of a container's start: the words changed with 1.32 and 1.35.</summary>
internal static class ContainerWords
{
    public static string Created(string name, int minor) => minor switch
    {
        >= 35 => "Container created",
        >= 32 => $"Created container: {name}",
        _ => $"Created container {name}",
    };

    public static string Started(string name, int minor) => minor >= SinceMinor.ContainerStartedWithoutName ? "Container started" : $"Started container {name}";
}
