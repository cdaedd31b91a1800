using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Authorization.Bootstrap;

/// <summary>
/// The roles and bindings that every cluster begins with, read from <c>policy.rbac</c> and the declarations of the kinds
/// (plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go).
/// </summary>
internal static class BootstrapPolicy
{
    private const string ApiVersion = "rbac.authorization.k8s.io/v1";
    private const string ApiGroup = "rbac.authorization.k8s.io";

    /// <summary>The objects, each with the resource it belongs to.</summary>
    public static IReadOnlyList<(GroupResource Resource, KubeObject Object)> Objects { get; } = Aggregated([.. Read()]);

    private static IEnumerable<(GroupResource, KubeObject)> Read()
    {
        using var text = new StreamReader(typeof(BootstrapPolicy).Assembly.GetManifestResourceStream("policy.rbac")!);
        string? head = null;
        var body = new List<string[]>();
        while (text.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == ' ')
            {
                body.Add(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
                continue;
            }
            if (head is not null) yield return Make(head, body);
            head = line;
            body.Clear();
        }
        if (head is not null) yield return Make(head, body);
    }

    /// <summary>The same objects with the roles filled that gather rules of others: they are complete before any controller runs.</summary>
    private static List<(GroupResource Resource, KubeObject Object)> Aggregated(List<(GroupResource Resource, KubeObject Object)> objects)
    {
        var roles = objects.Where(o => o.Resource == ClusterRoleKind.Resource).Select(o => o.Object).ToList();
        var filled = objects.ConvertAll(o => (o.Resource, Filled(o.Object, roles)));
        // A role may gather from one that gathers itself.
        return filled.SequenceEqual(objects) ? filled : Aggregated(filled);
    }

    private static KubeObject Filled(KubeObject item, IReadOnlyList<KubeObject> roles)
    {
        if (!AggregatedRules.IsAggregated(item)) return item;
        var rules = AggregatedRules.Of(item, roles);
        return rules.Equals(item.Root["rules"]) ? item : item.SetIn(rules, "rules");
    }

    private static (GroupResource, KubeObject) Make(string head, List<string[]> body)
    {
        var words = head.Split(' ');
        var options = words.Where(w => w.Contains('=')).Select(w => w.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        return words[0] == "role" ? Role(words[1], options, body) : Binding(words[1], words[2], options, body);
    }

    private static (GroupResource, KubeObject) Role(string name, Dictionary<string, string> options, List<string[]> body)
    {
        var @namespace = options.GetValueOrDefault("namespace");
        var selector = options.GetValueOrDefault("aggregate") is { } key
            ? JsonMap.Of(("clusterRoleSelectors", JsonList.Of(JsonMap.Of(("matchLabels", JsonMap.Of((AggregateTo(key), "true")))))))
            : null;
        var declared = options.GetValueOrDefault("declared") is { } user ? DeclaredAccess.Rules(user) : [];
        var role = JsonMap.Of(
            ("apiVersion", ApiVersion), ("kind", @namespace is null ? "ClusterRole" : "Role"),
            ("metadata", Metadata(name, @namespace, options.GetValueOrDefault("label"))),
            ("aggregationRule", selector), ("rules", JsonList.From(declared.Concat(body.Select(Rule)))));
        return (@namespace is null ? ClusterRoleKind.Resource : RoleKind.Resource, new KubeObject(role));
    }

    /// <summary>A rule in the words of the file.</summary>
    internal static JsonMap Rule(string[] words)
    {
        if (words[0] == "url") return JsonMap.Of(("verbs", Texts(words[2])), ("nonResourceURLs", Texts(words[1])));
        var names = words.Length > 3 ? words[3]["names=".Length..].Split(',') : null;
        return Rule(words[0].Split(',').Select(g => g == "core" ? "" : g), words[1].Split(','), words[2].Split(','), names);
    }

    /// <summary>A rule about resources.</summary>
    internal static JsonMap Rule(IEnumerable<string> groups, IEnumerable<string> resources, IEnumerable<string> verbs, string[]? names = null) =>
        JsonMap.Of(
            ("verbs", JsonList.From(verbs)), ("apiGroups", JsonList.From(groups)), ("resources", JsonList.From(resources)),
            ("resourceNames", names is null ? null : JsonList.From(names)));

    private static (GroupResource, KubeObject) Binding(string name, string role, Dictionary<string, string> options, List<string[]> body)
    {
        var @namespace = options.GetValueOrDefault("namespace");
        var roleKind = options.GetValueOrDefault("kind") ?? (@namespace is null ? "ClusterRole" : "Role");
        var binding = JsonMap.Of(
            ("apiVersion", ApiVersion), ("kind", @namespace is null ? "ClusterRoleBinding" : "RoleBinding"),
            ("metadata", Metadata(name, @namespace, null)),
            ("roleRef", JsonMap.Of(("apiGroup", ApiGroup), ("kind", roleKind), ("name", role))),
            ("subjects", body.Count == 0 ? null : JsonList.From(body.Select(Subject))));
        return (@namespace is null ? ClusterRoleBindingKind.Resource : RoleBindingKind.Resource, new KubeObject(binding));
    }

    private static JsonMap Subject(string[] words) => words[0] == "ServiceAccount"
        ? JsonMap.Of(("kind", words[0]), ("name", words[1]), ("namespace", words[2]))
        : JsonMap.Of(("apiGroup", ApiGroup), ("kind", words[0]), ("name", words[1]));

    private static JsonMap Metadata(string name, string? @namespace, string? aggregate)
    {
        var labels = JsonMap.Of(("kubernetes.io/bootstrapping", "rbac-defaults"), (aggregate is null ? "" : AggregateTo(aggregate), aggregate is null ? null : "true"));
        return JsonMap.Of(
            ("name", name), ("namespace", @namespace), ("labels", labels),
            ("annotations", JsonMap.Of(("rbac.authorization.kubernetes.io/autoupdate", "true"))));
    }

    private static string AggregateTo(string role) => $"rbac.authorization.k8s.io/aggregate-to-{role}";

    private static JsonList Texts(string list) => JsonList.From(list.Split(','));
}
