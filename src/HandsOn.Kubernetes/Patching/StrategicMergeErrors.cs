using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Kubernetes.Patching;

/// <summary>
/// What may be wrong with a strategic merge patch (staging/src/k8s.io/apimachinery/pkg/util/mergepatch/errors.go). Most of it
/// reaches clients as a plain 500, which is how an API server passes on errors it has no reason for.
/// </summary>
internal static class StrategicMergeErrors
{
    public static StatusException NoMergeKey(JsonMap map, string key) =>
        Unknown($"map: {GoText.Show(map)} does not contain declared merge key: {key}");

    public static StatusException BadDirective(object? directive, JsonMap map) =>
        Unknown($"unknown patch type: {GoText.Show(directive)} in map: {GoText.Show(map)}");

    public static StatusException BadType(string expected, object? actual) =>
        Unknown($"expected a {expected}, but received a {GoText.Type(actual)}");

    public static StatusException UnknownField(string type, string field) =>
        Unknown($"unable to find api field in struct {type} for the json field {FieldErrors.Show(field)}");

    public static StatusException NoMergeKeyDeclared() => Unknown("cannot merge lists without merge key for struct");

    public static StatusException MixedList(params IEnumerable<JsonList> lists) =>
        Unknown($"list element types are not identical: [{string.Join(' ', lists.Select(GoText.Show))}]");

    public static StatusException ListMergeDirective() => Unknown("merging lists cannot yet be specified in the patch");

    public static StatusException WrongOrder(JsonList patch, JsonList order) =>
        Unknown($"The order in patch list:\n{GoText.Show(patch)}\n doesn't match $setElementOrder list:\n{GoText.Show(order)}\n");

    public static StatusException BadRetainKeys() => StatusErrors.BadRequest("invalid patch format of retainKeys");

    public static StatusException BadElementOrder() => StatusErrors.BadRequest("invalid patch format of setElementOrder list");

    public static StatusException ListOfLists() =>
        new(422, "Invalid", "the server rejected our request due to an error in our request", JsonMap.Empty);

    private static StatusException Unknown(string message) => new(500, "", message);
}
