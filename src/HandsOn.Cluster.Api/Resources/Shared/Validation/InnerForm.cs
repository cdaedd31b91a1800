using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Shared.Validation;

/// <summary>
/// Objects as some messages of Kubernetes show them: by the names of Go's fields, all of them, in their order. What stands
/// deeper inside keeps the names that users know.
/// </summary>
internal static class InnerForm
{
    public static JsonMap Of(JsonMap value, params ReadOnlySpan<string> fields)
    {
        var inner = JsonMap.Empty;
        foreach (var field in fields) inner = inner.With(field, value[Outer(field)]);
        return inner;
    }

    private static string Outer(string field) => field switch
    {
        "APIGroup" => "apiGroup",
        "SELinuxOptions" => "seLinuxOptions",
        _ => char.ToLowerInvariant(field[0]) + field[1..],
    };
}
