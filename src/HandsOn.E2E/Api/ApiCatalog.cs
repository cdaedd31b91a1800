using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Api;

/// <summary>A kind that a server serves.</summary>
/// <param name="Resource">Its resource.</param>
/// <param name="Words">What kubectl's users call it: <c>ingressclasses</c>, <c>ingressclass</c>, <c>all</c>.</param>
/// <param name="Verbs">What can be done with it.</param>
public sealed record ServedKind(ApiResource Resource, IReadOnlyList<string> Words, IReadOnlyList<string> Verbs);

/// <summary>All kinds that a server serves, custom ones too: only it can say whether their objects stand in namespaces.</summary>
/// <param name="kinds">The kinds, of each group the preferred version first.</param>
/// <param name="silent">The groups of which the server could not say what they have: another server, which does not answer, serves them.</param>
public sealed class ApiCatalog(IEnumerable<ServedKind> kinds, IEnumerable<string>? silent = null)
{
    private const int AtOnce = 8;

    private readonly List<ServedKind> all = [.. kinds];
    private readonly HashSet<string> silent = [.. silent ?? []];

    /// <summary>The kinds without namespaces that can be listed and deleted, each in one version.</summary>
    public IReadOnlyList<ApiResource> ClusterScoped =>
        [.. all.Where(k => !k.Resource.Namespaced && k.Verbs.Contains("list") && k.Verbs.Contains("delete")).Select(k => k.Resource).DistinctBy(r => (r.Group, r.Plural))];

    /// <summary>Asks a server.</summary>
    /// <exception cref="StatusException">The server refuses.</exception>
    public static async Task<ApiCatalog> ReadAsync(IApiClient api, CancellationToken cancellation = default)
    {
        var groups = (await MapAsync(api, "/apis", cancellation) ?? throw Silent("/apis")).List("groups").Maps();
        var versions = groups.SelectMany(g => g.List("versions").Maps().Select(v => v.String("groupVersion") ?? "").OrderByDescending(v => v == g.String("preferredVersion", "groupVersion"))).Prepend("v1").ToList();
        var found = new IReadOnlyList<ServedKind>?[versions.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, versions.Count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (i, token) =>
            found[i] = await MapAsync(api, versions[i] == "v1" ? "/api/v1" : "/apis/" + versions[i], token) is { } list ? Kinds(GroupVersion.Parse(versions[i]), list) : null);
        if (found[0] is null) throw Silent("/api/v1");
        return new(found.SelectMany(f => f ?? []), versions.Where((_, i) => found[i] is null).Select(v => GroupVersion.Parse(v).Group));
    }

    /// <summary>The resource of a kind; <see langword="null"/> where the server has none.</summary>
    public ApiResource? Find(string group, string kind) => all.Find(k => k.Resource.Group == group && k.Resource.Kind == kind)?.Resource;

    /// <summary>Whether the server could not say which kinds a group has.</summary>
    public bool IsSilentAbout(string group) => silent.Contains(group);

    /// <summary>The kinds that a word of kubectl's users means, which may have its group behind it (<c>deploy</c>, <c>deployments.apps</c>); a category is several.</summary>
    public IReadOnlyList<ApiResource> Named(string word)
    {
        var (name, group) = word.ToLowerInvariant().Split('.', 2) is [var first, var rest] ? (first, rest) : (word.ToLowerInvariant(), null);
        return [.. all.Where(k => k.Words.Contains(name) && (group is null || IsOf(k.Resource, group))).Select(k => k.Resource)];
    }

    // "deployments.apps" and "deployments.v1.apps".
    private static bool IsOf(ApiResource resource, string group) => group == resource.Group || group == $"{resource.Version}.{resource.Group}";

    private static IReadOnlyList<ServedKind> Kinds(GroupVersion version, JsonMap list) => [.. list.List("resources").Maps()
        .Where(r => r.String("name")?.Contains('/') == false)
        .Select(r => new ServedKind(
            new(version.Group, version.Version, r.String("name") ?? "", r.String("kind") ?? "", r.Bool("namespaced") ?? false),
            [r.String("name") ?? "", r.String("singularName") ?? "", (r.String("kind") ?? "").ToLowerInvariant(), .. r.List("shortNames").Strings(), .. r.List("categories").Strings()],
            [.. r.List("verbs").Strings()]))];

    private static async Task<JsonMap?> MapAsync(IApiClient api, string path, CancellationToken cancellation) =>
        await api.RawAsync(path, cancellation) is (System.Net.HttpStatusCode.OK, var text) ? JsonText.ParseMap(text) : null;

    private static StatusException Silent(string path) => StatusErrors.BadRequest($"the server does not say what it serves ({path})");
}
