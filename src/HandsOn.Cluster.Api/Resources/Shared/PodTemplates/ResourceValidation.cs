using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Quantities;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What a container can ask for (pkg/apis/core/validation/validation.go, validateResourceRequirements).</summary>
internal static class ResourceValidation
{
    private static readonly string[] Standard = ["cpu", "memory", "ephemeral-storage"];

    public static void Validate(JsonMap resources, FieldPath container, FieldErrors errors)
    {
        if (resources.Count == 0) return;
        var limits = resources.Map("limits");
        foreach (var (name, value) in limits) ValidateAmount(name, value, container, "limits", errors);
        foreach (var (name, value) in resources.Map("requests"))
        {
            var amount = ValidateAmount(name, value, container, "requests", errors);
            CompareWithLimit(name, amount, limits, container, errors);
        }
        if (HasHugePages(resources) && !HasAny(resources, "cpu") && !HasAny(resources, "memory"))
            errors.Forbidden(container.Child("resources"), "HugePages require cpu or memory");
    }

    /// <summary>Whether more of it can be promised than there is.</summary>
    private static bool IsOvercommitAllowed(string name) => IsNative(name) && !name.StartsWith("hugepages-", StringComparison.Ordinal);

    private static bool IsNative(string name) => !name.Contains('/', StringComparison.Ordinal) || name.Contains("kubernetes.io/", StringComparison.Ordinal);

    private static Quantity ValidateAmount(string name, object? value, FieldPath container, string list, FieldErrors errors)
    {
        FieldPath Path() => container.Child("resources").Child(list).Key(name);
        if (!Standard.Contains(name))
            foreach (var wrong in ValidateName(name)) errors.Invalid(Path(), name, wrong);
        if (!Quantity.TryParse(value?.ToString(), out var amount)) return amount;
        if (amount.Sign < 0) errors.Invalid(Path(), value, "must be greater than or equal to 0");
        if (!IsNative(name) && amount.MilliUnits % 1000 != 0) errors.Invalid(Path(), value, "must be an integer");
        return amount;
    }

    private static IReadOnlyList<string> ValidateName(string name)
    {
        if (NameRules.QualifiedName(name) is { Count: > 0 } wrong) return wrong;
        if (name.StartsWith("hugepages-", StringComparison.Ordinal)) return [];
        if (!name.Contains('/', StringComparison.Ordinal))
            return ["must be a standard resource type or fully qualified", "must be a standard resource for containers"];
        return name.StartsWith("requests.", StringComparison.Ordinal) ? ["doesn't follow extended resource name standard"] : [];
    }

    private static void CompareWithLimit(string name, Quantity amount, JsonMap limits, FieldPath container, FieldErrors errors)
    {
        if (!Quantity.TryParse(limits[name]?.ToString(), out var limit))
        {
            if (!IsOvercommitAllowed(name)) errors.Required(container.Child("resources").Child("limits"), "Limit must be set for non overcommitable resources");
        }
        else if (amount != limit && !IsOvercommitAllowed(name))
            errors.Invalid(container.Child("resources").Child("requests"), amount.ToString(), $"must be equal to {name} limit of {limit}");
        else if (amount > limit)
            errors.Invalid(container.Child("resources").Child("requests"), amount.ToString(), $"must be less than or equal to {name} limit of {limit}");
    }

    private static bool HasHugePages(JsonMap resources) =>
        resources.Map("limits").Keys.Concat(resources.Map("requests").Keys).Any(k => k.StartsWith("hugepages-", StringComparison.Ordinal));

    private static bool HasAny(JsonMap resources, string name) =>
        resources.Map("limits").ContainsKey(name) || resources.Map("requests").ContainsKey(name);
}
