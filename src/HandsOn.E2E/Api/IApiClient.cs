using System.Net;
using HandsOn.E2E.Versions;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Api;

/// <summary>A client of the Kubernetes API, for assertions and waits. Refusals are <see cref="StatusException"/>s.</summary>
public interface IApiClient : IDisposable
{
    /// <summary>The server's address.</summary>
    Uri Server { get; }

    /// <summary>The namespaces that the client sees where none is named.</summary>
    INamespaces Namespaces { get; }

    /// <summary>Reads one object.</summary>
    /// <exception cref="StatusException">There is none, or the server refuses.</exception>
    Task<KubeObject> GetAsync(ApiResource resource, string @namespace, string name, CancellationToken cancellation = default);

    /// <summary>Reads a collection, of all namespaces where none is named.</summary>
    /// <exception cref="StatusException">The server refuses.</exception>
    Task<KubeList> ListAsync(
        ApiResource resource, string? @namespace = null, string? selector = null, CancellationToken cancellation = default);

    /// <summary>Follows a collection from a moment on, until the server ends the stream.</summary>
    /// <exception cref="StatusException">The server refuses, or the moment is too old (410).</exception>
    IAsyncEnumerable<WatchEvent> WatchAsync(
        ApiResource resource, string? @namespace, string resourceVersion, CancellationToken cancellation = default);

    /// <summary>Creates an object.</summary>
    /// <exception cref="StatusException">The server refuses.</exception>
    Task<KubeObject> CreateAsync(KubeObject made, CancellationToken cancellation = default);

    /// <summary>Asks whether an object could be created; nothing is.</summary>
    /// <exception cref="StatusException">The server, or somebody whom it asks, refuses.</exception>
    Task DryRunAsync(KubeObject made, CancellationToken cancellation = default);

    /// <summary>Makes the cluster hold what the object says (server-side apply).</summary>
    /// <exception cref="StatusException">The server refuses.</exception>
    Task<KubeObject> ApplyAsync(KubeObject wanted, CancellationToken cancellation = default);

    /// <summary>Changes an object by a merge patch.</summary>
    /// <exception cref="StatusException">The server refuses.</exception>
    Task<KubeObject> PatchAsync(
        ApiResource resource, string @namespace, string name, JsonMap patch, string? subresource = null,
        CancellationToken cancellation = default);

    /// <summary>Replaces an object by another state of it; its resource version must be the stored one.</summary>
    /// <exception cref="StatusException">The server refuses: 409 where somebody else has written in between.</exception>
    Task<KubeObject> UpdateAsync(ApiResource resource, KubeObject changed, CancellationToken cancellation = default);

    /// <summary>Deletes an object; it is no error where there is none.</summary>
    /// <param name="resource">Its resource.</param>
    /// <param name="namespace">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="uid">Its uid, where no other object of the name may be meant.</param>
    /// <param name="grace">The grace period of a pod; its own where none is given.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="StatusException">The server refuses: 409 where the object of that name has another uid.</exception>
    Task DeleteAsync(ApiResource resource, string @namespace, string name, string? uid, TimeSpan? grace, CancellationToken cancellation);

    /// <summary>Reads a container's log.</summary>
    /// <param name="namespace">The pod's namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">Needed where the pod has several.</param>
    /// <param name="previous">Whether the log of the container's last life is meant.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="StatusException">The server refuses.</exception>
    Task<string> LogsAsync(
        string @namespace, string pod, string? container = null, bool previous = false, CancellationToken cancellation = default);

    /// <summary>Issues a token with which one acts as a service account.</summary>
    /// <exception cref="StatusException">The server refuses.</exception>
    Task<string> TokenAsync(string @namespace, string serviceAccount, CancellationToken cancellation = default);

    /// <summary>The server's minor release.</summary>
    Task<KubernetesMinor> MinorAsync(CancellationToken cancellation = default);

    /// <summary>The resource that holds the objects of a kind.</summary>
    /// <exception cref="StatusException">The server serves no such kind.</exception>
    Task<ApiResource> ResourceOfAsync(GroupVersionKind kind, CancellationToken cancellation = default);

    /// <summary>Asks for any path and gives the answer's code and text, whatever they are.</summary>
    Task<(HttpStatusCode Code, string Text)> RawAsync(string path, CancellationToken cancellation = default);
}
