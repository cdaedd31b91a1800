using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Errors;

/// <summary>A refusal by the API server. It travels as the <c>Status</c> object that clients get; <see cref="StatusErrors"/> makes them.</summary>
public sealed class StatusException(int code, string reason, string message, JsonMap? details = null) : Exception(message)
{
    /// <summary>The HTTP status code.</summary>
    public int Code { get; } = code;

    /// <summary>The machine-readable reason: <c>NotFound</c>, <c>Conflict</c>, <c>Invalid</c> ...</summary>
    public string Reason { get; } = reason;

    /// <summary>The object and the causes, where there are any.</summary>
    public JsonMap? Details { get; } = details;

    /// <summary>A fresh continue token, where a paged list's own has become too old; or <see langword="null"/>.</summary>
    public string? Continue { get; init; }

    /// <summary>The <c>Status</c> object.</summary>
    public JsonMap ToStatus() => JsonMap.Of(
        ("kind", "Status"), ("apiVersion", "v1"), ("metadata", JsonMap.Of(("continue", Continue))), ("status", "Failure"),
        ("message", Message), ("reason", Reason.Length == 0 ? null : Reason), ("details", Details), ("code", Code));

    /// <summary>The error that a <c>Status</c> object stands for.</summary>
    public static StatusException From(JsonMap status) => new(
        (int)(status.Long("code") ?? 500), status.String("reason") ?? "", status.String("message") ?? "", status["details"] as JsonMap);
}
