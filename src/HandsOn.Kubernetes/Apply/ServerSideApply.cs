using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Schemas;

namespace HandsOn.Kubernetes.Apply;

/// <summary>
/// <c>application/apply-patch+yaml</c>: the configuration is merged into the object, what the same manager applied before and no
/// longer lists goes away unless somebody else owns it, and what others own is not taken without force
/// (sigs.k8s.io/structured-merge-diff/v6/merge/update.go).
/// </summary>
public static class ServerSideApply
{
    private const string BeforeFirstApply = "before-first-apply";

    /// <summary>The object to default, validate and store.</summary>
    /// <param name="live">The stored object, with its defaults; <see langword="null"/> where there is none yet.</param>
    /// <param name="applied">The configuration as it was sent, without defaults.</param>
    /// <param name="type">The type of both.</param>
    /// <param name="writer">Who applies.</param>
    /// <param name="force">Whether to take fields that others own.</param>
    /// <exception cref="StatusException">
    /// 400: another kind than the path's; 409: conflicts; 500: the configuration does not fit the type.
    /// </exception>
    public static JsonMap Apply(JsonMap? live, JsonMap applied, TypeSchema type, FieldWriter writer, bool force)
    {
        CheckHeader(applied, writer);
        AppliedChecker.Check(applied, type, writer.Kind);
        var current = live ?? JsonMap.Empty;
        var entries = StartingEntries(live, type, writer);
        var own = entries.Find(e => e.IsOf(writer, ManagedFieldsEntry.Apply));
        var last = own?.Fields ?? FieldSet.Empty;
        own = (own ?? ManagedFieldsEntry.Of(writer, ManagedFieldsEntry.Apply))
            .WithVersion(writer.Kind.GroupVersion.ToString())
            .WithFields(FieldExtractor.Extract(applied, type).Without(writer.ResetFields));
        entries.RemoveAll(e => e.IsOf(writer, ManagedFieldsEntry.Apply));

        var owned = entries.Aggregate(own.Fields, (all, entry) => all.Union(entry.Fields));
        var merged = Prune(ObjectMerger.Merge(current, applied, type), last, owned, type);
        var (changed, removed) = ObjectComparer.Compare(current, merged, type);
        (changed, removed) = (changed.Without(writer.ResetFields), removed.Without(writer.ResetFields));
        var conflicts = entries.Select(e => new FieldConflict(e, e.Fields.Intersection(changed))).Where(c => !c.Fields.IsEmpty).ToList();
        if (!force) ThrowIfAny(conflicts, live, type, writer);

        entries = [.. entries.Select(e => e.WithFields(e.Fields.Difference(changed).Difference(removed))).Where(e => !e.Fields.IsEmpty)];
        var isUnchanged = live is not null && WithoutManagedFields(merged).Equals(WithoutManagedFields(live));
        if (!own.Fields.IsEmpty) entries.Add(isUnchanged ? own : own.WithTime(writer.Time));
        return ManagedFieldsList.Write(LastApplied.Refresh(isUnchanged ? live! : merged, applied, writer), entries);
    }

    private static void CheckHeader(JsonMap applied, FieldWriter writer)
    {
        var version = GroupVersion.Parse(applied.String("apiVersion") ?? "");
        var kind = new GroupVersionKind(version.Group, version.Version, applied.String("kind") ?? "");
        if (kind != writer.Kind) throw StatusErrors.BadRequest($"invalid object type: {kind}");
        if (applied.At("metadata", "managedFields") is not null) throw StatusErrors.BadRequest("metadata.managedFields must be nil");
    }

    private static List<ManagedFieldsEntry> StartingEntries(JsonMap? live, TypeSchema type, FieldWriter writer)
    {
        if (live is null) return [];
        var entries = ManagedFieldsList.Read(live.Map("metadata").List("managedFields"));
        if (entries.Count > 0) return entries;
        var existing = ObjectComparer.Compare(JsonMap.Empty, live, type).Changed.Without(writer.ResetFields);
        if (existing.IsEmpty) return [];
        var before = ManagedFieldsEntry.Of(writer with { Manager = BeforeFirstApply }, ManagedFieldsEntry.Update);
        return [before.WithFields(existing).WithTime(writer.Time)];
    }

    private static JsonMap Prune(JsonMap merged, FieldSet last, FieldSet owned, TypeSchema type)
    {
        if (last.IsEmpty) return merged;
        var lastFields = FieldRemover.WithNamedFields(last, type);
        var mergedFields = FieldRemover.WithNamedFields(FieldExtractor.Extract(merged, type), type);
        var pruned = FieldRemover.Remove(merged, lastFields, type);
        // Put back what somebody owns ...
        var kept = Fields(pruned).Union(FieldRemover.WithNamedFields(owned, type));
        pruned = FieldRemover.Remove(merged, mergedFields.Difference(kept), type);
        // ... and what nobody owns but this manager never applied either.
        return FieldRemover.Remove(merged, mergedFields.Difference(Fields(pruned)).Intersection(lastFields), type);

        FieldSet Fields(JsonMap value) => FieldRemover.WithNamedFields(FieldExtractor.Extract(value, type), type);
    }

    private static void ThrowIfAny(List<FieldConflict> conflicts, JsonMap? live, TypeSchema type, FieldWriter writer)
    {
        if (conflicts.Count == 0) return;
        var allowed = LastApplied.AllowedConflicts(live, type, writer);
        conflicts = [.. conflicts.Select(c => c with { Fields = c.Fields.Difference(allowed) }).Where(c => !c.Fields.IsEmpty)];
        if (conflicts.Count > 0) throw FieldConflict.ToError(conflicts);
    }

    private static JsonMap WithoutManagedFields(JsonMap value) => value.RemoveIn("metadata", "managedFields");
}
