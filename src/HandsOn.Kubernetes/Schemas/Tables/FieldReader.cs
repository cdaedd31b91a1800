using System.Globalization;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Schemas.Tables;

/// <summary>
/// One field's line: <c>containers []Container 2 required map=name merge=name</c>. Attributes: <c>required</c>; <c>always</c> (written
/// even when empty, which <c>required</c> and plain objects are anyway) and its opposites <c>omitempty</c>, <c>omitzero</c>; how lists
/// merge: <c>map=KEYS</c>, <c>set</c> (otherwise atomic); <c>atomic</c> and <c>granular</c> for maps and objects; strategic merge: <c>merge[=KEY]</c>, <c>retainKeys</c>,
/// <c>replace</c>; <c>default=JSON</c>; <c>since=1.NN</c>.
/// </summary>
internal static class FieldReader
{
    public static FieldSchema Read(string[] words, Func<string, ListAttributes, ValueSchema> shape)
    {
        var attributes = words.AsSpan(3);
        var isPointer = words[1][0] == '*';
        var list = new ListAttributes(Value(attributes, "map=")?.Split(',') ?? [], Has(attributes, "set"), Has(attributes, "atomic"), Has(attributes, "granular"));
        var value = shape(words[1].TrimStart('*'), list);
        var isRequired = Has(attributes, "required");
        return new FieldSchema
        {
            Name = JsonKeys.Intern(words[0]),
            Value = value,
            ProtobufNumber = int.Parse(words[2], CultureInfo.InvariantCulture),
            IsRequired = isRequired,
            IsPointer = isPointer,
            IsAlwaysWritten = IsAlwaysWritten(attributes, value, isPointer, isRequired),
            Default = Value(attributes, "default=") is { } json ? JsonText.Parse(json) : null,
            PatchStrategy = Strategy(attributes),
            PatchMergeKey = Value(attributes, "merge=") ?? "",
            Since = Value(attributes, "since=1.") is { } minor ? int.Parse(minor, CultureInfo.InvariantCulture) : 0,
        };
    }

    private static bool IsAlwaysWritten(ReadOnlySpan<string> attributes, ValueSchema value, bool isPointer, bool isRequired)
    {
        if (Has(attributes, "omitzero")) return false;
        // Go's omitempty knows no empty struct, so a struct that is no pointer is written always.
        if (!isPointer && value.Shape is ValueShape.Object or ValueShape.Time or ValueShape.MicroTime or ValueShape.Duration) return true;
        return Has(attributes, "always") || (isRequired && !Has(attributes, "omitempty"));
    }

    private static string Strategy(ReadOnlySpan<string> attributes)
    {
        var merge = Has(attributes, "merge") || Value(attributes, "merge=") is not null;
        if (Has(attributes, "retainKeys")) return merge ? "merge,retainKeys" : "retainKeys";
        return merge ? "merge" : Has(attributes, "replace") ? "replace" : "";
    }

    private static bool Has(ReadOnlySpan<string> attributes, string name) => attributes.Contains(name);

    private static string? Value(ReadOnlySpan<string> attributes, string prefix)
    {
        foreach (var attribute in attributes)
            if (attribute.StartsWith(prefix, StringComparison.Ordinal)) return attribute[prefix.Length..];
        return null;
    }
}

/// <summary>What a field's line says about how server-side apply merges its value.</summary>
internal sealed record ListAttributes(IReadOnlyList<string> MapKeys, bool IsSet, bool IsAtomic, bool IsGranular)
{
    public static ListAttributes None { get; } = new([], false, false, false);

    public ListMerge Merge => MapKeys.Count > 0 ? ListMerge.Map : IsSet ? ListMerge.Set : ListMerge.Atomic;
}
