using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Views;

/// <summary>
/// What clients see of a stored object under a path, and what becomes of the object when they send that back: the object in the
/// path's version, or a Scale.
/// </summary>
internal interface IBodyView
{
    /// <summary>What bodies under this path are.</summary>
    GroupVersionKind Kind { get; }

    /// <summary>A stored object as clients see it.</summary>
    JsonMap Show(KubeObject stored);

    /// <summary>The object to store, of what a client has sent.</summary>
    /// <param name="body">The body, decoded.</param>
    /// <param name="current">What is stored now, or null.</param>
    /// <exception cref="StatusException">422: the body is wrong.</exception>
    KubeObject Read(JsonMap body, KubeObject? current);

    /// <summary>Answers with a stored object.</summary>
    Task WriteAsync(ApiCall call, int code, KubeObject stored);
}
