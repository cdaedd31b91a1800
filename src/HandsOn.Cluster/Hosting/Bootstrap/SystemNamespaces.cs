using HandsOn.Cluster.Api.Resources.Kinds;

namespace HandsOn.Cluster.Hosting.Bootstrap;

/// <summary>The namespaces that every cluster has (pkg/controlplane/controller/systemnamespaces).</summary>
internal static class SystemNamespaces
{
    public static IEnumerable<BootstrapObject> Objects { get; } =
        [.. new[] { "default", "kube-node-lease", "kube-public", "kube-system" }.Select(name =>
            BootstrapObject.Of(NamespaceKind.Resource, $$$$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{{{{name}}}}}"}}"""))];
}
