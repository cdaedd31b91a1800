using System.Collections.Concurrent;
using HandsOn.E2E.Api;

namespace HandsOn.E2E.RealClusters.Kubeconfigs.Permissions;

/// <summary>Asks the server, before anything is made, what the context's user may do.</summary>
internal sealed class PermissionCheck(IApiClient api)
{
    private const int AtOnce = 8;

    /// <summary>Those of the accesses that are missing; one question is enough for who may do everything.</summary>
    public async Task<IReadOnlyList<Access>> MissingAsync(IEnumerable<Access> wanted, CancellationToken cancellation)
    {
        if (await MayAsync(Access.Everything, cancellation)) return [];
        var asked = wanted.Distinct().ToList();
        var missing = new ConcurrentDictionary<Access, bool>();
        await Parallel.ForEachAsync(asked, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (access, token) =>
        {
            if (!await MayAsync(access, token)) missing[access] = true;
        });
        return [.. asked.Where(missing.ContainsKey)];
    }

    /// <summary>The accesses in one sentence's words: <c>create and delete namespaces; list nodes</c>.</summary>
    public static string Said(IEnumerable<Access> missing) => string.Join("; ", missing
        .GroupBy(a => (a.Group, a.Resource, a.Namespace, a.Name))
        .Select(g => (What: $"{What(g.Key.Group, g.Key.Resource, g.Key.Name)}{(g.Key.Namespace.Length == 0 ? "" : $" in namespace {g.Key.Namespace}")}", Verbs: g.Select(a => a.Verb).ToList()))
        .Select(g => $"{(g.Verbs.Count == 1 ? g.Verbs[0] : $"{string.Join(", ", g.Verbs.SkipLast(1))} and {g.Verbs[^1]}")} {g.What}"));

    private static string What(string group, string resource, string name) => (group.Length == 0 ? resource : $"{resource}.{group}") + (name.Length == 0 ? "" : $" {name}");

    private async Task<bool> MayAsync(Access access, CancellationToken cancellation) =>
        (await api.CreateAsync(new(access.ToReview()), cancellation)).Status.Bool("allowed") == true;
}
