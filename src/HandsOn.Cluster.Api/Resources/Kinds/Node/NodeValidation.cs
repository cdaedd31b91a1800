using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What of a node may change (pkg/apis/core/validation/validation.go, ValidateNodeUpdate, validateNodeTaints).</summary>
internal static class NodeValidation
{
    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static void Validate(KubeObject node, FieldErrors errors)
    {
        var path = FieldPath.Root("metadata").Child("taints");
        var seen = new HashSet<(string, string)>();
        var taints = node.Spec.List("taints");
        for (var i = 0; i < taints.Count; i++)
        {
            if (taints[i] is not JsonMap taint) continue;
            var key = taint.String("key") ?? "";
            errors.Each(path.Index(i), "key", key, NameRules.QualifiedName(key));
            var value = taint.String("value") ?? "";
            errors.Each(path.Index(i), "value", value, NameRules.LabelValue(value));
            errors.RequireOneOf(taint, "effect", path.Index(i), "NoSchedule", "PreferNoSchedule", "NoExecute");
            if (!seen.Add((key, taint.String("effect") ?? ""))) Duplicate(path.Index(i), taint, errors);
        }
    }

    private static void Duplicate(FieldPath path, JsonMap taint, FieldErrors errors)
    {
        var shown = JsonMap.Of(("Key", taint["key"]), ("Value", taint["value"] ?? ""), ("Effect", taint["effect"])).With("TimeAdded", taint["timeAdded"]);
        errors.Add(new FieldError(
            "FieldValueDuplicate", path.ToString(), $"Duplicate value: {FieldErrors.Show(shown)}: taints must be unique by key and effect pair"));
    }

    public static void ValidateUpdate(KubeObject node, KubeObject old, FieldErrors errors)
    {
        Keep("podCIDRs", "podCIDR");
        Keep("providerID", "providerID");
        Validate(node, errors);

        void Keep(string field, string name)
        {
            if (old.Spec[field] is { } value && !JsonValue.DeepEquals(value, node.Spec[field]))
                errors.Forbidden(Spec.Child(field), $"node updates may not change {name} except from \"\" to valid");
        }
    }
}
