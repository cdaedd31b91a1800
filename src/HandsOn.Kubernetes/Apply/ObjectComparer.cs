using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Schemas;

namespace HandsOn.Kubernetes.Apply;

/// <summary>
/// Finds which fields two versions of an object differ in. Parts that both share are skipped, so a change of status costs what the
/// status costs (sigs.k8s.io/structured-merge-diff/v6/typed/compare.go).
/// </summary>
internal static class ObjectComparer
{
    /// <summary>The fields that are new or have another value, and those that are gone.</summary>
    public static (FieldSet Changed, FieldSet Removed) Compare(JsonMap old, JsonMap @new, TypeSchema type)
    {
        var (changed, removed) = (new FieldNodeBuilder(), new FieldNodeBuilder());
        CompareMembers(new Place(ApplySchema.Of(type), true, true, IsRoot: true), old, @new, ref changed, ref removed);
        return (FieldSet.FromNode(changed.Build(false)), FieldSet.FromNode(removed.Build(false)));
    }

    private static void CompareMembers(Place place, JsonMap old, JsonMap @new, ref FieldNodeBuilder changed, ref FieldNodeBuilder removed)
    {
        foreach (var (name, value) in old)
        {
            var other = @new[name];
            if (!ReferenceEquals(value, other) && ApplySchema.IsOwned(name, place.IsRoot, place.IsMetadata))
                CompareValues(place.Member(name, value, other), PathStep.Field(name), value, other, ref changed, ref removed);
        }
        foreach (var (name, value) in @new)
            if (value is not null && !old.ContainsKey(name) && ApplySchema.IsOwned(name, place.IsRoot, place.IsMetadata))
                CompareValues(place.Member(name, null, value), PathStep.Field(name), null, value, ref changed, ref removed);
    }

    private static void CompareValues(
        Place place, string step, object? old, object? @new, ref FieldNodeBuilder changed, ref FieldNodeBuilder removed)
    {
        if (ReferenceEquals(old, @new)) return;
        if (IsLeaf(place, old, @new))
        {
            CompareLeaves(place, step, old, @new, ref changed, ref removed);
            return;
        }
        var (below, gone) = (new FieldNodeBuilder(), new FieldNodeBuilder());
        if ((old ?? @new) is JsonMap)
            CompareMembers(place, old as JsonMap ?? JsonMap.Empty, @new as JsonMap ?? JsonMap.Empty, ref below, ref gone);
        else
            CompareItems(place, old as JsonList ?? JsonList.Empty, @new as JsonList ?? JsonList.Empty, ref below, ref gone);
        changed.Add(step, below.Build(!place.IsOldThere));
        removed.Add(step, gone.Build(!place.IsNewThere));
    }

    private static bool IsLeaf(Place place, object? old, object? @new) =>
        ApplySchema.IsLeaf(place.Schema) || (ApplySchema.IsEmpty(old) && ApplySchema.IsEmpty(@new)) || (old, @new) switch
        {
            (JsonMap or null, JsonMap or null) or (JsonList or null, JsonList or null) => false,
            _ => true,
        };

    private static void CompareLeaves(
        Place place, string step, object? old, object? @new, ref FieldNodeBuilder changed, ref FieldNodeBuilder removed)
    {
        if (place.IsOldThere && place.IsNewThere && ApplySchema.IsEmpty(old) && ApplySchema.IsEmpty(@new)) return;
        if (!place.IsNewThere) removed.Add(step, FieldNode.Leaf);
        else if (!place.IsOldThere || !JsonValue.DeepEquals(old, @new)) changed.Add(step, FieldNode.Leaf);
    }

    private static void CompareItems(Place list, JsonList old, JsonList @new, ref FieldNodeBuilder changed, ref FieldNodeBuilder removed)
    {
        if (ListItems.AreAligned(old, @new, list.Schema!))
        {
            foreach (var (one, other) in old.Zip(@new))
                if (!ReferenceEquals(one, other))
                    CompareValues(list.Item(one, other), PathStep.Item(one, list.Schema!)!, one, other, ref changed, ref removed);
            return;
        }
        var before = ListItems.Index(old, list.Schema!);
        var after = ListItems.Index(@new, list.Schema!);
        foreach (var (step, value) in before)
        {
            var other = after.GetValueOrDefault(step);
            CompareValues(list.Item(value, other), step, value, other, ref changed, ref removed);
        }
        foreach (var (step, value) in after)
            if (!before.ContainsKey(step)) CompareValues(list.Item(null, value), step, null, value, ref changed, ref removed);
    }

    /// <summary>What is compared: its schema, and whether Kubernetes has a value there in the old and in the new object.</summary>
    private readonly record struct Place(
        ValueSchema? Schema, bool IsOldThere, bool IsNewThere, bool IsRoot = false, bool IsMetadata = false)
    {
        public Place Member(string name, object? old, object? @new)
        {
            var isAlwaysThere = ApplySchema.IsAlwaysThere(Schema, name);
            return new(ApplySchema.Member(Schema, name),
                old is not null || (isAlwaysThere && IsOldThere), @new is not null || (isAlwaysThere && IsNewThere),
                IsMetadata: IsRoot && name == "metadata");
        }

        public Place Item(object? old, object? @new) => new(Schema!.Element, old is not null, @new is not null);
    }
}
