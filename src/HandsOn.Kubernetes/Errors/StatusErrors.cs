using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Kubernetes.Errors;

/// <summary>The refusals of an API server, in its words (staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go).</summary>
public static class StatusErrors
{
    /// <summary>404: there is no such object.</summary>
    public static StatusException NotFound(GroupResource resource, string name) =>
        new(404, "NotFound", $"{resource} \"{name}\" not found", Details(resource, name));

    /// <summary>404: the path is none of this server's resources.</summary>
    public static StatusException UnknownResource() =>
        new(404, "NotFound", "the server could not find the requested resource", JsonMap.Empty);

    /// <summary>409: the name is taken.</summary>
    public static StatusException AlreadyExists(GroupResource resource, string name) =>
        new(409, "AlreadyExists", $"{resource} \"{name}\" already exists", Details(resource, name));

    /// <summary>409: the write does not fit what is stored.</summary>
    public static StatusException Conflict(GroupResource resource, string name, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {resource} \"{name}\": {why}", Details(resource, name));

    /// <summary>409: somebody else has written in between.</summary>
    public static StatusException Stale(GroupResource resource, string name) =>
        Conflict(resource, name, "the object has been modified; please apply your changes to the latest version and try again");

    /// <summary>422: fields are wrong, one cause for each.</summary>
    public static StatusException Invalid(GroupKind kind, string name, IReadOnlyList<FieldError> errors)
    {
        var distinct = errors.Select(e => e.ToString()).Distinct().ToList();
        var all = distinct.Count == 1 ? distinct[0] : $"[{string.Join(", ", distinct)}]";
        var causes = errors.Select(e => JsonMap.Of(("reason", e.Reason), ("message", e.Message), ("field", e.Field)));
        var details = JsonMap.Of(
            ("name", name.Length == 0 ? null : name), ("group", kind.Group.Length == 0 ? null : kind.Group), ("kind", kind.Kind is { Length: > 0 } named ? named : null),
            ("causes", JsonList.From(causes)));
        return new(422, "Invalid", $"{kind} \"{name}\" is invalid: {all}", details);
    }

    /// <summary>400: the request itself is wrong.</summary>
    public static StatusException BadRequest(string message) => new(400, "BadRequest", message);

    /// <summary>401: who is asking is not known.</summary>
    public static StatusException Unauthorized() => new(401, "Unauthorized", "Unauthorized");

    /// <summary>403: what is asked is not allowed.</summary>
    public static StatusException Forbidden(GroupResource resource, string name, string why) => new(
        403, "Forbidden", name.Length == 0 ? $"{resource} is forbidden: {why}" : $"{resource} \"{name}\" is forbidden: {why}", Details(resource, name));

    /// <summary>405: the resource does not have that verb.</summary>
    public static StatusException MethodNotSupported(GroupResource resource, string verb) => new(
        405, "MethodNotAllowed", $"{verb} is not supported on resources of kind \"{resource}\"", Details(resource, ""));

    /// <summary>410: the resource version or continue token is older than the history that is kept.</summary>
    public static StatusException Expired(string message) => new(410, "Expired", message);

    /// <summary>500: the server itself failed.</summary>
    public static StatusException Internal(string message) => new(
        500, "InternalError", $"Internal error occurred: {message}",
        JsonMap.Of(("causes", JsonList.Of(JsonMap.Of(("message", message))))));

    /// <summary>500: what the request needs is not there yet; it may be tried again after so many seconds.</summary>
    public static StatusException ServerTimeout(GroupResource resource, string operation, int retryAfterSeconds, string message) => new(
        500, "ServerTimeout", message, Details(resource, operation).With("retryAfterSeconds", retryAfterSeconds));

    private static JsonMap Details(GroupResource resource, string name) => JsonMap.Of(
        ("name", name.Length == 0 ? null : name), ("group", resource.Group.Length == 0 ? null : resource.Group), ("kind", resource.Resource));
}
