using HandsOn.Kubernetes.Objects;

namespace HandsOn.Kubernetes.Apply;

/// <summary>Who writes an object, how and when; it becomes an entry of <c>metadata.managedFields</c>.</summary>
/// <param name="Manager">The <c>fieldManager</c> of the request; where there is none, the user agent up to its first slash.</param>
/// <param name="Kind">Group, version and kind in which the request speaks.</param>
/// <param name="Time">The time of the write.</param>
/// <param name="Subresource"><c>status</c>, <c>scale</c> ..., or empty.</param>
public sealed record FieldWriter(string Manager, GroupVersionKind Kind, DateTimeOffset Time, string Subresource = "")
{
    /// <summary>
    /// The fields that this sort of write leaves alone whatever the request says, so that it cannot own them: <c>status</c> when the
    /// main resource is written, <c>spec</c> when its status is.
    /// </summary>
    public FieldSet ResetFields { get; init; } = FieldSet.Empty;

    /// <summary>The <see cref="ResetFields"/> of most main resources.</summary>
    public static FieldSet StatusIsReset { get; } = FieldSet.Of(["status"]);

    /// <summary>The <see cref="ResetFields"/> of most <c>/status</c> subresources.</summary>
    public static FieldSet SpecIsReset { get; } = FieldSet.Of(["spec"]);

    internal string ManagerOrUnknown => Manager.Length == 0 ? "unknown" : Manager;
}
