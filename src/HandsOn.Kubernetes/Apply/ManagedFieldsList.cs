using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Apply;

/// <summary>
/// <c>metadata.managedFields</c> as a whole: reading, the order in which entries stand, and the limit on their number
/// (staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/managedfields.go, capmanagers.go).
/// </summary>
internal static class ManagedFieldsList
{
    private const int MostUpdaters = 10;
    private const string OldUpdates = "ancient-changes";

    /// <summary>The entries; none where one of them makes no sense.</summary>
    public static List<ManagedFieldsEntry> Read(JsonList list)
    {
        var entries = new List<ManagedFieldsEntry>(list.Count + 1);
        foreach (var item in list)
        {
            if (item is not JsonMap map || ManagedFieldsEntry.Read(map) is not { } entry) return [];
            entries.Add(entry);
        }
        return entries;
    }

    /// <summary>
    /// The entries that a write starts from: those of the stored object, unless the request brings its own. An empty list, or one
    /// empty entry, starts anew (internal/fieldmanager.go, decodeLiveOrNew).
    /// </summary>
    public static List<ManagedFieldsEntry> ReadForUpdate(JsonMap? live, JsonMap updated, FieldWriter writer)
    {
        var stored = live?.Map("metadata").List("managedFields") ?? JsonList.Empty;
        if (writer.Subresource.Length > 0) return Read(stored);
        if (updated.At("metadata", "managedFields") is not JsonList sent || sent.Equals(stored)) return Read(stored);
        if (sent.Count == 0 || sent is [JsonMap { Count: 0 }]) return [];
        var entries = sent.Maps().All(e => IsWellFormed(e.Map("fieldsV1"))) ? Read(sent) : [];
        return entries.Count > 0 ? entries : Read(stored);
    }

    /// <summary>The object with these entries, in order.</summary>
    public static JsonMap Write(JsonMap root, List<ManagedFieldsEntry> entries)
    {
        var metadata = root.Map("metadata");
        if (entries.Count == 0 && !metadata.ContainsKey("managedFields")) return root;
        if (entries.Count == 0) return root.With("metadata", metadata.Without("managedFields"));
        entries.Sort(Compare);
        var list = JsonList.From(entries.Select(e => e.ToJson()));
        return list.Equals(metadata["managedFields"]) ? root : root.With("metadata", metadata.With("managedFields", list));
    }

    /// <summary>Merges the oldest updaters into one entry until there are no more than ten.</summary>
    public static void Cap(List<ManagedFieldsEntry> entries)
    {
        if (entries.Count <= MostUpdaters) return;
        var updaters = entries.Where(e => !e.IsApply)
            .OrderBy(e => e.Time ?? "", StringComparer.Ordinal).ThenBy(e => e.Manager, StringComparer.Ordinal).ToList();
        var count = updaters.Count;
        var first = new Dictionary<string, ManagedFieldsEntry>(StringComparer.Ordinal);
        foreach (var entry in updaters)
        {
            if (count <= MostUpdaters) return;
            if (first.TryAdd(entry.ApiVersion, entry)) continue;
            var oldest = first[entry.ApiVersion];
            var bucket = new ManagedFieldsEntry(
                OldUpdates, ManagedFieldsEntry.Update, entry.ApiVersion, "", entry.Time, oldest.Fields.Union(entry.Fields));
            entries.Remove(oldest);
            entries.Remove(entry);
            entries.Add(bucket);
            first[entry.ApiVersion] = bucket;
            count--;
        }
    }

    private static int Compare(ManagedFieldsEntry left, ManagedFieldsEntry right)
    {
        var order = string.CompareOrdinal(left.Operation, right.Operation);
        if (order == 0) order = string.CompareOrdinal(left.Time ?? "", right.Time ?? "");
        if (order == 0) order = string.CompareOrdinal(left.Manager, right.Manager);
        if (order == 0) order = string.CompareOrdinal(left.ApiVersion, right.ApiVersion);
        return order == 0 ? string.CompareOrdinal(left.Subresource, right.Subresource) : order;
    }

    private static bool IsWellFormed(JsonMap node) => node.All(member => member.Value is JsonMap child
        && (member.Key == PathStep.Self || (member.Key.Length >= 2 && member.Key[1] == ':')) && IsWellFormed(child));
}
