using System.Globalization;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Kubelet;

/// <summary>The port that a probe or hook means: a number, or the name of one of the container's ports (pkg/probe/util.go).</summary>
internal static class ProbePort
{
    public static int? Resolve(object? port, JsonMap container) => port switch
    {
        long number => (int)number,
        string name when container.List("ports").Find("name", name)?.Long("containerPort") is { } named => (int)named,
        string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
