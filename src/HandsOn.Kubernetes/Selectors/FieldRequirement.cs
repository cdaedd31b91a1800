namespace HandsOn.Kubernetes.Selectors;

/// <summary>One condition on one field: it has, or with <see cref="IsNegated"/> has not, the value.</summary>
/// <param name="Field">The field as the resource names it: <c>metadata.name</c>, <c>status.phase</c>, <c>involvedObject.uid</c>.</param>
/// <param name="Value">The value; a field that is not set counts as the empty one.</param>
/// <param name="IsNegated">Whether the field must differ.</param>
public sealed record FieldRequirement(string Field, string Value, bool IsNegated = false)
{
    /// <summary>As in a query string.</summary>
    public override string ToString() => $"{Field}{(IsNegated ? "!=" : "=")}{FieldSelector.Escape(Value)}";
}
