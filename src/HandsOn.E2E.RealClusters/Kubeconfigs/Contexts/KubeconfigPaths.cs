using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.RealClusters.Kubeconfigs.Contexts;

/// <summary>The files that an entry of a kubeconfig names; they are looked for where the kubeconfig stands.</summary>
internal static class KubeconfigPaths
{
    private static readonly string[] Members = ["certificate-authority", "client-certificate", "client-key", "tokenFile"];

    public static JsonMap From(string kubeconfig, JsonMap entry)
    {
        var folder = Path.GetDirectoryName(kubeconfig)!;
        var full = Members.Aggregate(entry, (map, member) => map.String(member) is { Length: > 0 } path ? map.With(member, Path.GetFullPath(path, folder)) : map);
        // A command without a separator is looked for on the PATH.
        return full.String("exec", "command") is { } command && command.Contains(Path.DirectorySeparatorChar) ? full.SetIn(Path.GetFullPath(command, folder), "exec", "command") : full;
    }
}
