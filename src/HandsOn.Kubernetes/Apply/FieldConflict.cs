using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Apply;

/// <summary>Fields that an applied configuration sets differently from the manager that owns them.</summary>
internal sealed record FieldConflict(ManagedFieldsEntry Owner, FieldSet Fields)
{
    /// <summary>409, in Kubernetes' words (staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/conflict.go).</summary>
    public static StatusException ToError(IEnumerable<FieldConflict> conflicts)
    {
        var all = conflicts
            .OrderBy(c => c.Owner.Manager, StringComparer.Ordinal).ThenBy(c => c.Owner.Operation, StringComparer.Ordinal)
            .SelectMany(c => c.Fields.Paths().Select(path => (Owner: Show(c.Owner), Path: path))).ToList();
        var causes = all.Select(c =>
            JsonMap.Of(("reason", "FieldManagerConflict"), ("message", $"conflict with {c.Owner}"), ("field", c.Path)));
        return new(409, "Conflict", Message(all), JsonMap.Of(("causes", JsonList.From(causes))));
    }

    private static string Message(List<(string Owner, string Path)> all)
    {
        if (all.Count == 1) return $"Apply failed with 1 conflict: conflict with {all[0].Owner}: {all[0].Path}";
        var lines = all.GroupBy(c => c.Owner).SelectMany(g => g.Select(c => $"- {c.Path}").Prepend($"conflicts with {g.Key}:"));
        return $"Apply failed with {all.Count} conflicts: {string.Join('\n', lines)}";
    }

    private static string Show(ManagedFieldsEntry owner)
    {
        var text = FieldErrors.Show(owner.Manager);
        if (owner.Subresource.Length > 0) text += $" with subresource {FieldErrors.Show(owner.Subresource)}";
        return owner.IsApply ? text : $"{text} using {owner.ApiVersion}";
    }
}
