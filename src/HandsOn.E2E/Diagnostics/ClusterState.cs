using HandsOn.E2E.Api;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Diagnostics;

/// <summary>What a diagnosis looks at: the objects of a cluster at about one moment.</summary>
/// <param name="objects">The objects.</param>
/// <param name="unknown">The kinds that could not be looked at.</param>
public sealed class ClusterState(IEnumerable<KubeObject> objects, IEnumerable<string>? unknown = null)
{
    private static readonly ApiResource[] Read =
    [
        ApiResources.Nodes, ApiResources.Deployments, ApiResources.ReplicaSets, ApiResources.Pods, ApiResources.Services,
        ApiResources.Endpoints, ApiResources.Ingresses, ApiResources.IngressClasses, ApiResources.Jobs, ApiResources.Events,
        ApiResources.StatefulSets, ApiResources.DaemonSets, ApiResources.ReplicationControllers,
    ];

    private readonly ILookup<string, KubeObject> byKind = objects.ToLookup(o => o.Kind);
    private readonly HashSet<string> unknown = [.. unknown ?? []];

    /// <summary>Reads the state of a cluster; a resource that it does not serve counts as empty, one that may not be read as unknown.</summary>
    public static async Task<ClusterState> ReadAsync(IApiClient api, CancellationToken cancellation = default)
    {
        var lists = await Task.WhenAll(Read.Select(r => ListAsync(api, r, cancellation)));
        return new(lists.SelectMany(l => l ?? []), Read.Zip(lists).Where(r => r.Second is null).Select(r => r.First.Kind));
    }

    /// <summary>True where objects of a kind could not be looked at: there may be any number.</summary>
    public bool IsUnknown(string kind) => unknown.Contains(kind);

    /// <summary>The objects of a kind, of one namespace where one is named.</summary>
    public IEnumerable<KubeObject> All(string kind, string? @namespace = null) =>
        byKind[kind].Where(o => @namespace is null || o.Namespace == @namespace);

    /// <summary>One object, or <see langword="null"/>.</summary>
    public KubeObject? Find(string kind, string @namespace, string name) => All(kind, @namespace).FirstOrDefault(o => o.Name == name);

    /// <summary>The objects that a controller made.</summary>
    public IEnumerable<KubeObject> ControlledBy(string kind, KubeObject owner) => All(kind, owner.Namespace).Where(o => o.Controller?.Uid == owner.Uid);

    /// <summary>The events about an object, the newest first.</summary>
    public IEnumerable<KubeObject> EventsAbout(KubeObject about) => All("Event")
        .Where(e => e.Root.String("involvedObject", "uid") == about.Uid)
        .OrderByDescending(e => Timestamps.Parse(e.Root.String("lastTimestamp")) ?? Timestamps.Parse(e.Root.String("eventTime"))).ThenByDescending(e => e.Revision);

    /// <summary>The message of the newest warning about an object, of one of the given reasons where some are given.</summary>
    public string? Warning(KubeObject about, params string[] reasons) => EventsAbout(about)
        .FirstOrDefault(e => e.Root.String("type") == "Warning" && (reasons.Length == 0 || reasons.Contains(e.Root.String("reason"))))?.Root.String("message");

    private static async Task<IReadOnlyList<KubeObject>?> ListAsync(IApiClient api, ApiResource resource, CancellationToken cancellation)
    {
        try
        {
            return (await api.ListAsync(resource, cancellation: cancellation)).Items;
        }
        catch (StatusException missing) when (missing.Code == 404)
        {
            return [];
        }
        catch (StatusException refused) when (refused.Code == 403)
        {
            return null;
        }
    }
}
