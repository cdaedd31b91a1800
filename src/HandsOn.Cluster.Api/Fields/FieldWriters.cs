using HandsOn.Cluster.Api.Requests;
using HandsOn.Kubernetes.Apply;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Fields;

/// <summary>Who writes fields in a request, and which fields that sort of request leaves alone.</summary>
internal static class FieldWriters
{
    public static FieldWriter Of(RequestContext request, GroupVersionKind kind, DateTimeOffset time) =>
        new(request.FieldManager, kind, time, request.Subresource) { ResetFields = ResetFields(request) };

    private static FieldSet ResetFields(RequestContext request) => request.Subresource switch
    {
        "status" => FieldWriter.SpecIsReset,
        "" when request.Definition.Subresources.Any(s => s.Name == "status") => FieldWriter.StatusIsReset,
        _ => FieldSet.Empty,
    };
}
