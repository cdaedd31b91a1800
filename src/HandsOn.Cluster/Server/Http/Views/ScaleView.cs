using HandsOn.Cluster.Server.Http.Negotiation;
using HandsOn.Cluster.Server.Http.Responses;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Server.Http.Views;

/// <summary>The replicas of a workload alone: <c>autoscaling/v1</c> Scale (pkg/registry/apps/deployment/storage/storage.go, ScaleREST).</summary>
internal sealed class ScaleView : IBodyView
{
    public static readonly ScaleView Instance = new();

    private static readonly string[] SharedMetadata = ["name", "namespace", "uid", "resourceVersion", "creationTimestamp"];

    public GroupVersionKind Kind => new("autoscaling", "v1", "Scale");

    public JsonMap Show(KubeObject stored)
    {
        var metadata = JsonMap.Empty;
        foreach (var key in SharedMetadata) metadata = metadata.WithOrWithout(key, stored.Metadata[key]);
        return JsonMap.Of(
            ("kind", Kind.Kind), ("apiVersion", Kind.GroupVersion.ToString()), ("metadata", metadata),
            ("spec", Replicas(stored.Spec)),
            ("status", JsonMap.Of(("replicas", stored.Status.Long("replicas") ?? 0), ("selector", Selector(stored)))));
    }

    public KubeObject Read(JsonMap body, KubeObject? current)
    {
        var replicas = body.Long("spec", "replicas") ?? 0;
        if (replicas < 0)
        {
            var errors = new FieldErrors();
            errors.Invalid(FieldPath.Root("spec").Child("replicas"), replicas, "must be greater than or equal to 0");
            throw StatusErrors.Invalid(new GroupKind(Kind.Group, Kind.Kind), current!.Name, errors);
        }
        var scaled = current!.SetIn(replicas, "spec", "replicas");
        return scaled.WithMetadata(scaled.Metadata
            .WithOrWithout("resourceVersion", body.At("metadata", "resourceVersion"))
            .WithOrWithout("uid", body.At("metadata", "uid") ?? current.Uid));
    }

    public Task WriteAsync(ApiCall call, int code, KubeObject stored)
    {
        ResponseWriter.WriteWarnings(call.Http, call.Request.Warnings);
        return ResponseWriter.WriteValueAsync(call.Http, code, Show(stored), call.Representation with { Transform = Transform.None });
    }

    private static JsonMap Replicas(JsonMap spec) => JsonMap.Of(("replicas", spec.Long("replicas") is { } count and not 0 ? count : null));

    /// <summary>ReplicationControllers select by plain labels, all others by a LabelSelector.</summary>
    private static string? Selector(KubeObject stored)
    {
        if (stored.Spec["selector"] is not JsonMap selector) return null;
        var isObject = selector.ContainsKey("matchLabels") || selector.ContainsKey("matchExpressions");
        return (isObject ? LabelSelector.From(selector) : LabelSelector.FromLabels(selector)).ToString();
    }
}
