using HandsOn.Kubernetes.Objects;

namespace HandsOn.Kubernetes.Schemas.OpenApi;

/// <summary>What the operations of one path act on.</summary>
internal sealed class OperationTarget(OpenApiResource resource, string scope, string suffix = "")
{
    private static readonly string[] Streams = ["log", "exec", "attach", "portforward", "proxy"];

    public OpenApiSubresource? Subresource { get; init; }

    public GroupVersionKind Kind => Subresource?.Kind ?? resource.GroupVersionKind;

    /// <summary>The kind of the object that holds the subresource, or the object itself.</summary>
    public string ParentKind => resource.Kind;

    /// <summary>Whether a client gets text or a connection, and no object.</summary>
    public bool IsStream => Subresource is { } sub && Streams.Contains(sub.Name);

    public string Scope => scope;

    /// <summary>The end of an operation's id: <c>Status</c> of <c>readAppsV1NamespacedDeploymentStatus</c>.</summary>
    public string Suffix => Subresource is { Name: var name } ? char.ToUpperInvariant(name[0]) + name[1..] : suffix;
}
