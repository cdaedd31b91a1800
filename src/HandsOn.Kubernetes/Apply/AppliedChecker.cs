using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Patching;
using HandsOn.Kubernetes.Schemas;

namespace HandsOn.Kubernetes.Apply;

/// <summary>Whether an applied configuration fits its type at all (sigs.k8s.io/structured-merge-diff/v6/typed/validate.go).</summary>
internal static class AppliedChecker
{
    /// <exception cref="StatusException">500, as an API server answers a configuration that does not fit.</exception>
    public static void Check(JsonMap applied, TypeSchema type, GroupVersionKind kind)
    {
        var errors = new List<string>();
        CheckValue(applied, ApplySchema.Of(type), "", errors);
        if (errors.Count == 0) return;
        var all = errors.Count == 1 ? errors[0] : "errors:\n  " + string.Join("\n  ", errors);
        var metadata = applied.Map("metadata");
        throw new StatusException(500, "",
            $"failed to create typed patch object ({metadata.String("namespace")}/{metadata.String("name")}; {kind}): {all}");
    }

    private static void CheckValue(object? value, ValueSchema? schema, string path, List<string> errors)
    {
        switch (schema?.Shape, value)
        {
            case (null or ValueShape.Any, _) or (_, null): break;
            case (ValueShape.Object or ValueShape.Map, JsonMap map): CheckMembers(map, schema!, path, errors); break;
            case (ValueShape.Object or ValueShape.Map, _): errors.Add($"{path}: expected map, got {Go(value)}"); break;
            case (ValueShape.List, JsonList list): CheckItems(list, schema!, path, errors); break;
            case (ValueShape.List, _): errors.Add($"{path}: expected list, got {Go(value)}"); break;
            case (ValueShape.Int32 or ValueShape.Int64 or ValueShape.Double, not (long or double)):
                errors.Add($"{path}: expected numeric (int or float), got {GoText.Type(value)}");
                break;
            case (ValueShape.Boolean, not bool): errors.Add($"{path}: expected boolean, got {Go(value)}"); break;
            case (ValueShape.IntOrString or ValueShape.Quantity, JsonMap or JsonList):
                errors.Add($"{path}: expected any scalar, got {Go(value)}");
                break;
            case (ValueShape.String or ValueShape.Bytes or ValueShape.Time or ValueShape.MicroTime or ValueShape.Duration, not string):
                errors.Add($"{path}: expected string, got &value.valueUnstructured{{Value:{GoText.Show(value)}}}");
                break;
        }
    }

    private static void CheckMembers(JsonMap map, ValueSchema schema, string path, List<string> errors)
    {
        if (schema.Shape == ValueShape.Object && schema.Type is null) return;
        foreach (var (name, value) in map)
        {
            var member = ApplySchema.Member(schema, name);
            if (member is null)
            {
                errors.Add($"{path}.{name}: field not declared in schema");
                return;
            }
            CheckValue(value, member, $"{path}.{name}", errors);
        }
    }

    private static void CheckItems(JsonList list, ValueSchema schema, string path, List<string> errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            var at = $"[{i}]";
            if (schema.ListMerge != ListMerge.Atomic)
            {
                if (PathStep.Item(list[i], schema) is not { } step)
                {
                    errors.Add($"{path}: element {i}: {WithoutKey(list[i], schema)}");
                    return;
                }
                at = PathStep.Show(step);
                if (!seen.Add(step)) errors.Add($"{path}: duplicate entries for key {at}");
            }
            CheckValue(list[i], schema.Element, path + at, errors);
        }
    }

    private static string WithoutKey(object? item, ValueSchema schema) => item switch
    {
        null => "associative list with keys may not have a null element",
        JsonMap => $"associative list with keys has an element that omits all key fields [{string.Join(' ', schema.ListMapKeys.Select(FieldErrors.Show))}]"
            + " (and doesn't have default values for any key fields)",
        _ => "associative list with keys may not have non-map elements",
    };

    private static string Go(object? value) => $"&{{{GoText.Show(value)}}}";
}
