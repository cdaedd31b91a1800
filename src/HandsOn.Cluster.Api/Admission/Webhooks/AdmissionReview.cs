using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Admission.Webhooks;

/// <summary>The question put to a webhook (staging/src/k8s.io/api/admission/v1/types.go).</summary>
internal static class AdmissionReview
{
    public static JsonMap Of(AdmissionAttributes write, string version, string uid)
    {
        var request = write.Request;
        var names = request.Definition.Names;
        var kind = JsonMap.Of(("group", names.Group), ("version", names.Version), ("kind", names.Kind));
        var resource = JsonMap.Of(("group", names.Group), ("version", names.Version), ("resource", names.Plural));
        var subresource = request.Subresource.Length == 0 ? null : request.Subresource;
        var question = JsonMap.Of(
            ("uid", uid), ("kind", kind), ("resource", resource), ("subResource", subresource),
            ("requestKind", kind.With("group", request.Version.Group).With("version", request.Version.Version)),
            ("requestResource", resource.With("group", request.Version.Group).With("version", request.Version.Version)),
            ("requestSubResource", subresource),
            ("name", write.Object?.Name ?? request.Name), ("namespace", request.Namespace.Length == 0 ? null : request.Namespace),
            ("operation", write.Operation),
            ("userInfo", JsonMap.Of(
                ("username", request.User.Name), ("uid", request.User.Uid.Length == 0 ? null : request.User.Uid), ("groups", JsonList.From(request.User.Groups)))),
            ("object", write.Object?.Root), ("oldObject", write.Old?.Root), ("dryRun", request.DryRun),
            ("options", JsonMap.Of(("kind", OptionsKind(write.Operation)), ("apiVersion", "meta.k8s.io/v1"))));
        return JsonMap.Of(("kind", "AdmissionReview"), ("apiVersion", $"admission.k8s.io/{version}"), ("request", question));
    }

    private static string OptionsKind(string operation) => operation switch
    {
        "CREATE" => "CreateOptions",
        "UPDATE" => "UpdateOptions",
        "DELETE" => "DeleteOptions",
        _ => "PodExecOptions",
    };
}
