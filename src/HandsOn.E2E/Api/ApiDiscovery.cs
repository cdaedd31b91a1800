using System.Collections.Concurrent;
using System.Net;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Api;

/// <summary>Learns from the server which resource holds objects of a kind.</summary>
internal sealed class ApiDiscovery(HttpClient http)
{
    private readonly ConcurrentDictionary<GroupVersionKind, ApiResource> known = [];

    public async Task<ApiResource> FindAsync(GroupVersionKind kind, CancellationToken cancellation)
    {
        if (known.TryGetValue(kind, out var found)) return found;
        var root = kind.Group.Length == 0 ? $"/api/{kind.Version}" : $"/apis/{kind.Group}/{kind.Version}";
        using var response = await http.GetAsync(root, cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound) throw Unknown(kind);
        response.EnsureSuccessStatusCode();
        foreach (var entry in JsonText.ParseMap(await response.Content.ReadAsByteArrayAsync(cancellation)).List("resources").Maps())
        {
            var name = entry.String("name") ?? "";
            if (name.Contains('/')) continue;
            var resource = new ApiResource(kind.Group, kind.Version, name, entry.String("kind") ?? "", entry.Bool("namespaced") ?? false);
            known.TryAdd(kind with { Kind = resource.Kind }, resource);
        }
        return known.TryGetValue(kind, out found) ? found : throw Unknown(kind);
    }

    // The words of kubectl, which users know.
    private static StatusException Unknown(GroupVersionKind kind) => StatusErrors.BadRequest($"no matches for kind \"{kind.Kind}\" in version \"{kind.GroupVersion}\"");
}
