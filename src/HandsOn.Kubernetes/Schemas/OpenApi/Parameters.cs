using System.Text.Json;

namespace HandsOn.Kubernetes.Schemas.OpenApi;

/// <summary>The parameters of requests, with their types.</summary>
internal static class Parameters
{
    public const string Pretty = "pretty";

    private const string UnreadableObjects = "ignoreStoreReadErrorWithClusterBreakingPotential";

    private static readonly string[] Flags = ["allowWatchBookmarks", "force", UnreadableObjects, "orphanDependents", "sendInitialEvents", "watch"];
    private static readonly string[] Numbers = ["gracePeriodSeconds", "limit", "timeoutSeconds"];

    private static readonly string[] Listing =
    [
        "allowWatchBookmarks", "continue", "fieldSelector", "labelSelector", "limit", "resourceVersion", "resourceVersionMatch",
        "sendInitialEvents", "shardSelector", "timeoutSeconds", "watch",
    ];

    private static readonly Dictionary<string, int> FirstMinor = new(StringComparer.Ordinal)
    {
        ["fieldValidation"] = 23,
        ["sendInitialEvents"] = 27,
        [UnreadableObjects] = 32,
        ["shardSelector"] = 36,
    };

    private static readonly string[] Deleting = ["dryRun", "gracePeriodSeconds", UnreadableObjects, "orphanDependents", "propagationPolicy"];

    private static readonly string[] Writing = ["dryRun", "fieldManager", "fieldValidation"];

    public static IEnumerable<string> Of(string verb, int minor) => All(verb).Where(p => FirstMinor.GetValueOrDefault(p) <= minor);

    public static string TypeOf(string name) => Flags.Contains(name) ? "boolean" : Numbers.Contains(name) ? "integer" : "string";

    public static void WriteQuery(Utf8JsonWriter writer, string name) =>
        Write(writer, name, "query", TypeOf(name));

    public static void WritePath(Utf8JsonWriter writer, string name) => Write(writer, name, "path", "string");

    private static string[] All(string verb) => verb switch
    {
        "list" => Listing,
        "create" or "update" => Writing,
        "patch" => [.. Writing, "force"],
        "delete" => Deleting,
        "deletecollection" => [.. Deleting, .. Listing.Except(["allowWatchBookmarks", "watch"])],
        _ => [],
    };

    private static void Write(Utf8JsonWriter writer, string name, string place, string type)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("in", place);
        if (place == "path") writer.WriteBoolean("required", true);
        writer.WriteStartObject("schema");
        writer.WriteString("type", type);
        writer.WriteBoolean("uniqueItems", true);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
