namespace HandsOn.Kubernetes.Errors;

/// <summary>
/// One thing that is wrong with one field. <see cref="Message"/> is what Kubernetes writes behind the field's name
/// (staging/src/k8s.io/apimachinery/pkg/util/validation/field/errors.go).
/// </summary>
/// <param name="Reason">The cause's reason: <c>FieldValueInvalid</c>, <c>FieldValueRequired</c> ...</param>
/// <param name="Field">The path of the field.</param>
/// <param name="Message">For example <c>Invalid value: -1: must be greater than or equal to 0</c>.</param>
public sealed record FieldError(string Reason, string Field, string Message)
{
    /// <summary>The field and what is wrong with it.</summary>
    public override string ToString() => $"{Field}: {Message}";
}
