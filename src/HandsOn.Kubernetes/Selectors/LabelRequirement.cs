using System.Globalization;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Kubernetes.Selectors;

/// <summary>One condition on one label (staging/src/k8s.io/apimachinery/pkg/labels/selector.go).</summary>
public sealed class LabelRequirement
{
    private LabelRequirement(string key, LabelOperator @operator, IReadOnlyList<string> values)
    {
        Key = key;
        Operator = @operator;
        Values = values;
    }

    /// <summary>The label's name.</summary>
    public string Key { get; }

    /// <summary>How it is compared.</summary>
    public LabelOperator Operator { get; }

    /// <summary>What it is compared with; empty for <see cref="LabelOperator.Exists"/> and <see cref="LabelOperator.DoesNotExist"/>.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>A condition, once it makes sense.</summary>
    /// <exception cref="StatusException">400: name, values or their number are wrong.</exception>
    public static LabelRequirement Create(string key, LabelOperator @operator, params IReadOnlyList<string> values)
    {
        var errors = new FieldErrors();
        CheckKey(errors, FieldPath.Root("key"), key);
        CheckCount(errors, @operator, values);
        for (var i = 0; i < values.Count; i++)
            foreach (var message in NameRules.LabelValue(values[i]))
                errors.Invalid(FieldPath.Root("values").Index(i).Key(key), values[i], message);
        ThrowIfAny(errors);
        return new(key, @operator, values);
    }

    /// <summary>Whether the labels fulfil the condition.</summary>
    public bool Matches(JsonMap labels)
    {
        var value = labels[Key] as string;
        return Operator switch
        {
            LabelOperator.Exists => value is not null,
            LabelOperator.DoesNotExist => value is null,
            LabelOperator.NotIn or LabelOperator.NotEquals => value is null || !HasValue(value),
            LabelOperator.GreaterThan => Integer(value) > Integer(Values[0]),
            LabelOperator.LessThan => Integer(value) < Integer(Values[0]),
            _ => value is not null && HasValue(value),
        };
    }

    /// <summary>As in a query string.</summary>
    public override string ToString() => Operator switch
    {
        LabelOperator.Exists => Key,
        LabelOperator.DoesNotExist => "!" + Key,
        LabelOperator.Equals => $"{Key}={Values[0]}",
        LabelOperator.DoubleEquals => $"{Key}=={Values[0]}",
        LabelOperator.NotEquals => $"{Key}!={Values[0]}",
        LabelOperator.GreaterThan => $"{Key}>{Values[0]}",
        LabelOperator.LessThan => $"{Key}<{Values[0]}",
        LabelOperator.In => $"{Key} in ({SortedValues()})",
        _ => $"{Key} notin ({SortedValues()})",
    };

    internal static void CheckKey(FieldErrors errors, FieldPath path, string key)
    {
        if (NameRules.QualifiedName(key) is { Count: > 0 } wrong) errors.Invalid(path, key, string.Join("; ", wrong));
    }

    internal static void ThrowIfAny(FieldErrors errors, string prefix = "")
    {
        if (errors.Count == 0) return;
        var all = errors.Select(e => e.ToString()).Distinct().ToList();
        throw StatusErrors.BadRequest(prefix + (all.Count == 1 ? all[0] : $"[{string.Join(", ", all)}]"));
    }

    private static void CheckCount(FieldErrors errors, LabelOperator @operator, IReadOnlyList<string> values)
    {
        var path = FieldPath.Root("values");
        var shown = JsonList.From(values);
        switch (@operator)
        {
            case LabelOperator.In or LabelOperator.NotIn when values.Count == 0:
                errors.Invalid(path, shown, "for 'in', 'notin' operators, values set can't be empty");
                break;
            case LabelOperator.Equals or LabelOperator.DoubleEquals or LabelOperator.NotEquals when values.Count != 1:
                errors.Invalid(path, shown, "exact-match compatibility requires one single value");
                break;
            case LabelOperator.Exists or LabelOperator.DoesNotExist when values.Count != 0:
                errors.Invalid(path, shown, "values set must be empty for exists and does not exist");
                break;
            case LabelOperator.GreaterThan or LabelOperator.LessThan:
                if (values.Count != 1) errors.Invalid(path, shown, "for 'Gt', 'Lt' operators, exactly one value is required");
                for (var i = 0; i < values.Count; i++)
                    if (Integer(values[i]) is null)
                        errors.Invalid(path.Index(i), values[i], "for 'Gt', 'Lt' operators, the value must be an integer");
                break;
        }
    }

    private static long? Integer(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private bool HasValue(string value)
    {
        foreach (var candidate in Values)
            if (candidate == value) return true;
        return false;
    }

    private string SortedValues() => string.Join(",", Values.Order(StringComparer.Ordinal));
}
