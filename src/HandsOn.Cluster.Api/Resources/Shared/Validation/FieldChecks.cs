using System.Globalization;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Cluster.Api.Resources.Shared.Validation;

/// <summary>Checks that many fields share, in the words of Kubernetes. Paths are only spelled out where something is wrong.</summary>
internal static class FieldChecks
{
    /// <summary>Adds an error for each of the messages.</summary>
    public static void Each(this FieldErrors errors, FieldPath parent, string field, object? value, IReadOnlyList<string> messages)
    {
        foreach (var message in messages) errors.Invalid(parent.Child(field), value, message);
    }

    /// <summary>A number must not be below zero; one that is not there counts as zero.</summary>
    public static void NonNegative(this FieldErrors errors, JsonMap map, string field, FieldPath parent)
    {
        if (map.Long(field) is < 0 and var number) errors.Invalid(parent.Child(field), number, "must be greater than or equal to 0");
    }

    /// <summary>A field that keeps its first value.</summary>
    public static void Immutable(this FieldErrors errors, FieldPath path, object? value, object? old)
    {
        if (!JsonValue.DeepEquals(value, old)) errors.Invalid(path, value, "field is immutable");
    }

    /// <summary>A field that must have one of some values; an empty one is missing.</summary>
    public static void RequireOneOf(this FieldErrors errors, JsonMap map, string field, FieldPath parent, params ReadOnlySpan<string> supported)
    {
        var value = map.String(field) ?? "";
        if (value.Length == 0) errors.Required(parent.Child(field));
        else errors.AllowOneOf(map, field, parent, supported);
    }

    /// <summary>A field that, where it is set, must have one of some values.</summary>
    public static void AllowOneOf(this FieldErrors errors, JsonMap map, string field, FieldPath parent, params ReadOnlySpan<string> supported)
    {
        if (map[field] is not string value || supported.Contains(value)) return;
        errors.NotSupported(parent.Child(field), value, supported.ToArray());
    }

    /// <summary>A port, by number or by name.</summary>
    public static void PortNumberOrName(this FieldErrors errors, JsonMap map, string field, FieldPath parent)
    {
        if (map[field] is string name) errors.Each(parent, field, name, NameRules.PortName(name));
        else errors.Each(parent, field, map.Long(field) ?? 0, NameRules.PortNumber(map.Long(field) ?? 0));
    }

    /// <summary>A number or percentage that is not negative.</summary>
    public static void IntOrPercent(this FieldErrors errors, JsonMap map, string field, FieldPath parent)
    {
        if (map[field] is string text) errors.Each(parent, field, text, NameRules.Percent(text));
        else errors.NonNegative(map, field, parent);
    }

    /// <summary>A percentage must not be above 100%.</summary>
    public static void AtMostAll(this FieldErrors errors, JsonMap map, string field, FieldPath parent)
    {
        if (Percent(map[field]) is > 100) errors.Invalid(parent.Child(field), map[field], "must not be greater than 100%");
    }

    /// <summary>The number of a percentage, or null.</summary>
    public static long? Percent(object? value) =>
        value is string text && text.EndsWith('%') && long.TryParse(text.AsSpan(0, text.Length - 1), CultureInfo.InvariantCulture, out var number) ? number : null;
}
