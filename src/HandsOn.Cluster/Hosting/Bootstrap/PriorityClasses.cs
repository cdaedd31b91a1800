using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Hosting.Bootstrap;

/// <summary>The two priority classes of the system (pkg/apis/scheduling/v1/helpers.go).</summary>
internal static class PriorityClasses
{
    private static readonly GroupResource Resource = new("scheduling.k8s.io", "priorityclasses");

    public static IEnumerable<BootstrapObject> Objects { get; } =
    [
        Class("system-cluster-critical", 2_000_000_000, "Pods that the cluster needs, wherever they run."),
        Class("system-node-critical", 2_000_001_000, "Pods that their node needs."),
    ];

    private static BootstrapObject Class(string name, long value, string description) => BootstrapObject.Of(Resource, $$"""
        {"apiVersion":"scheduling.k8s.io/v1","kind":"PriorityClass","metadata":{"name":"{{name}}"},"value":{{value}},"description":"{{description}}"}
        """);
}
