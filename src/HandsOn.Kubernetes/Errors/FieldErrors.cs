using System.Collections;
using System.Globalization;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Errors;

/// <summary>Collects what is wrong with an object, in the order in which it was found, with Kubernetes' words for each sort of error.</summary>
public sealed class FieldErrors : IReadOnlyList<FieldError>
{
    private readonly List<FieldError> errors = [];

    /// <inheritdoc/>
    public int Count => errors.Count;

    /// <inheritdoc/>
    public FieldError this[int index] => errors[index];

    /// <summary>The field must be there. <paramref name="detail"/> may be empty.</summary>
    public void Required(FieldPath path, string detail = "") => Add("FieldValueRequired", path, "Required value", detail);

    /// <summary>The value is wrong; <paramref name="detail"/> says why.</summary>
    public void Invalid(FieldPath path, object? value, string detail) => Add("FieldValueInvalid", path, $"Invalid value: {Show(value)}", detail);

    /// <summary>The value is none of those that are allowed; Kubernetes lists them sorted.</summary>
    public void NotSupported(FieldPath path, object? value, params IEnumerable<string> supported) =>
        Add("FieldValueNotSupported", path, $"Unsupported value: {Show(value)}", "supported values: " + string.Join(", ", supported.Select(Quote)));

    /// <summary>The field may not be set, or not like this.</summary>
    public void Forbidden(FieldPath path, string detail) => Add("FieldValueForbidden", path, "Forbidden", detail);

    /// <summary>The value stands twice.</summary>
    public void Duplicate(FieldPath path, object? value) => Add("FieldValueDuplicate", path, $"Duplicate value: {Show(value)}", "");

    /// <summary>What the field refers to does not exist.</summary>
    public void NotFound(FieldPath path, object? value) => Add("FieldValueNotFound", path, $"Not found: {Show(value)}", "");

    /// <summary>The value has the wrong type.</summary>
    public void TypeInvalid(FieldPath path, object? value, string detail) => Add("FieldValueTypeInvalid", path, $"Invalid value: {Show(value)}", detail);

    /// <summary>The text is longer than allowed.</summary>
    public void TooLong(FieldPath path, int maximum) =>
        Add("FieldValueTooLong", path, "Too long", $"may not be more than {maximum.ToString(CultureInfo.InvariantCulture)} bytes");

    /// <summary>The list has more items than allowed.</summary>
    public void TooMany(FieldPath path, int actual, int maximum) =>
        Add("FieldValueTooMany", path, $"Too many: {actual}", $"must have at most {maximum} items");

    /// <summary>Adds an error made elsewhere.</summary>
    public void Add(FieldError error) => errors.Add(error);

    /// <inheritdoc/>
    public IEnumerator<FieldError> GetEnumerator() => errors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A value as messages show it: strings quoted as Go's %q does, objects as JSON.</summary>
    public static string Show(object? value) => value switch
    {
        null => "null",
        string text => Quote(text),
        bool flag => flag ? "true" : "false",
        JsonMap or JsonList => JsonText.ToString(value),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Quote(string text) => JsonText.ToString(text);

    private void Add(string reason, FieldPath path, string what, string detail) =>
        errors.Add(new FieldError(reason, path.ToString(), detail.Length == 0 ? what : $"{what}: {detail}"));
}
