using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Schemas;

namespace HandsOn.Kubernetes.Apply;

/// <summary>
/// Keeps <c>metadata.managedFields</c> when an object is created, updated or patched
/// (staging/src/k8s.io/apimachinery/pkg/util/managedfields). <see cref="ServerSideApply"/> is the other sort of write.
/// </summary>
public static class ManagedFields
{
    /// <summary>
    /// The object to store: the updated one, with the fields that it changed owned by the writer and those that it removed owned by
    /// nobody. What both versions share is not looked at, so a change of status costs a few microseconds.
    /// </summary>
    /// <param name="live">The stored object; <see langword="null"/> when it is created.</param>
    /// <param name="updated">What the request makes of it, decoded and with its defaults.</param>
    /// <param name="type">The type of both.</param>
    /// <param name="writer">Who writes.</param>
    public static JsonMap Update(JsonMap? live, JsonMap updated, TypeSchema type, FieldWriter writer)
    {
        var entries = ManagedFieldsList.ReadForUpdate(live, updated, writer);
        // An object whose tracking was switched off stays untracked until somebody applies it.
        if (entries.Count == 0 && live is not null) return ManagedFieldsList.Write(updated, entries);

        var (changed, removed) = ObjectComparer.Compare(live ?? JsonMap.Empty, updated, type);
        Move(entries, changed.Without(writer.ResetFields), removed.Without(writer.ResetFields), writer);
        ManagedFieldsList.Cap(entries);
        return ManagedFieldsList.Write(updated, entries);
    }

    private static void Move(List<ManagedFieldsEntry> entries, FieldSet changed, FieldSet removed, FieldWriter writer)
    {
        var own = changed.IsEmpty ? -1 : entries.FindIndex(e => e.IsOf(writer, ManagedFieldsEntry.Update));
        if (own < 0 && !changed.IsEmpty)
        {
            own = entries.Count;
            entries.Add(ManagedFieldsEntry.Of(writer, ManagedFieldsEntry.Update));
        }
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            var entry = entries[i];
            var fields = entry.Fields.Difference(removed);
            fields = i == own ? fields.Union(changed) : fields.Difference(changed);
            if (fields.IsEmpty) entries.RemoveAt(i);
            else entries[i] = i == own ? entry.WithFields(fields).WithTime(writer.Time) : entry.WithFields(fields);
        }
    }
}
