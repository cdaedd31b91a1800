using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.Scopes.Adapting;

/// <summary>
/// Turns what an object says of others into the names of a scope. Kubernetes calls such fields the same in every kind, so they are found by
/// name, wherever they stand. What users fill in freely (labels, data, arguments, environment) is nobody's reference and stays.
/// </summary>
internal sealed class References(SharedScope scope)
{
    /// <summary>Names the class of an Ingress where <c>spec.ingressClassName</c> does not.</summary>
    public const string ClassAnnotation = "kubernetes.io/ingress.class";

    private const string NameLabel = "kubernetes.io/metadata.name";
    private const string Account = "system:serviceaccount:";
    private const string Accounts = "system:serviceaccounts:";

    private static readonly HashSet<string> Free = ["labels", "data", "stringData", "binaryData", "args", "command", "env", "nodeSelector", "status"];

    // Fields that name an object without a namespace, by the kind of that object.
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["ingressClassName"] = "IngressClass",
        [ClassAnnotation] = "IngressClass",
        ["priorityClassName"] = "PriorityClass",
        ["runtimeClassName"] = "RuntimeClass",
        ["storageClassName"] = "StorageClass",
        ["volumeName"] = "PersistentVolume",
    };

    public JsonMap Adapt(JsonMap map)
    {
        var adapted = map;
        foreach (var (key, value) in map)
            if (!Free.Contains(key) && Changed(key, value) is { } changed && !ReferenceEquals(changed, value)) adapted = adapted.With(key, changed);
        return Subject(Selector(Rule(adapted)));
    }

    private object? Changed(string key, object? value) => (key, value) switch
    {
        ("namespace" or NameLabel, string space) => scope.NamespaceOf(space),
        ("namespaces", JsonList spaces) when spaces.Strings().Any() => Namespaces(spaces),
        ("roleRef", JsonMap role) when role.String("kind") == "ClusterRole" => role.With("name", scope.Made.Resolve("ClusterRole", role.String("name") ?? "")),
        (_, string name) when Kinds.TryGetValue(key, out var kind) => scope.Made.Resolve(kind, name),
        ("annotations", JsonMap map) => Only(ClassAnnotation, map),
        ("matchLabels", JsonMap map) => Only(NameLabel, map),
        ("selector", JsonMap map) when !map.ContainsKey("matchLabels") && !map.ContainsKey("matchExpressions") => Only(NameLabel, map),
        (_, JsonMap map) => Adapt(map),
        (_, JsonList list) => list.MapEach(Adapt),
        _ => value,
    };

    // Of what users name freely, one name has a meaning.
    private JsonMap Only(string key, JsonMap map) => map.ContainsKey(key) ? map.With(key, Changed(key, map[key])) : map;

    // A rule of a role may name its objects.
    private JsonMap Rule(JsonMap map) => map["resourceNames"] is JsonList names && map["resources"] is JsonList resources
        ? map.With("resourceNames", JsonList.From(names.Strings().Select(n => resources.Strings().Aggregate(n, Named))))
        : map;

    private string Named(string name, string resource) => resource == "namespaces"
        ? scope.NamespaceOf(name)
        : scope.Catalog.Named(resource).Where(r => !r.Namespaced).Select(r => r.Kind).Distinct().Aggregate(name, (n, kind) => scope.Made.Resolve(kind, n));

    // {key: kubernetes.io/metadata.name, operator: In, values: [...]}
    private JsonMap Selector(JsonMap map) => map.String("key") == NameLabel && map["values"] is JsonList values ? map.With("values", Namespaces(values)) : map;

    // The names of service accounts and of their groups begin with their namespace.
    private JsonMap Subject(JsonMap map)
    {
        if (map.String("kind") is not ("User" or "Group") || map.String("name") is not { } name) return map;
        foreach (var prefix in new[] { Account, Accounts })
            if (name.StartsWith(prefix, StringComparison.Ordinal) && name[prefix.Length..].Split(':', 2) is [var space, .. var rest])
                return map.With("name", prefix + string.Join(':', [scope.NamespaceOf(space), .. rest]));
        return map;
    }

    private JsonList Namespaces(JsonList spaces) => JsonList.From(spaces.Select(s => s is string space ? scope.NamespaceOf(space) : s));
}
