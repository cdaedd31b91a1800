using HandsOn.Cluster.Controllers.Endpoints;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.EndpointSlice;

/// <summary>What all slices of one Service and address type have in common (staging/src/k8s.io/endpointslice/utils.go).</summary>
internal sealed class SliceShape(KubeObject service, string addressType)
{
    public const string ManagedByLabel = "endpointslice.kubernetes.io/managed-by";
    public const string Manager = "endpointslice-controller.k8s.io";
    private const int LongestName = 253;

    public JsonMap Labels { get; } = LabelsOf(service);

    public bool IsOwn(KubeObject slice) => slice.OwnerReferences.Any(o => o.Uid == service.Uid && o.Kind == "Service" && o.ApiVersion == "v1");

    /// <summary>A slice without endpoints and without a name; what is empty is stored as null, as the real server does.</summary>
    public KubeObject New(JsonList ports) => new(JsonMap.Of(
        ("apiVersion", "discovery.k8s.io/v1"), ("kind", "EndpointSlice"),
        ("metadata", JsonMap.Of(
            ("generateName", service.Name.Length < LongestName ? service.Name + "-" : service.Name), ("namespace", service.Namespace), ("labels", Labels),
            ("ownerReferences", JsonList.Of(new OwnerReference("v1", "Service", service.Name, service.Uid, true, true).ToJson())))),
        ("addressType", addressType)).With("endpoints", null).With("ports", ports.Count == 0 ? null : ports));

    public KubeObject With(KubeObject slice, IReadOnlyList<JsonMap> endpoints) =>
        WithEndpoints(slice.SetIn(Labels, "metadata", "labels"), endpoints);

    public static KubeObject WithEndpoints(KubeObject slice, IReadOnlyList<JsonMap> endpoints) =>
        new(slice.Root.With("endpoints", JsonList.From(endpoints)));

    private static JsonMap LabelsOf(KubeObject service)
    {
        var labels = service.Labels.Without(ServiceEndpoints.HeadlessLabel).With(WellKnownLabels.ServiceName, service.Name).With(ManagedByLabel, Manager);
        return service.IsHeadless() ? labels.With(ServiceEndpoints.HeadlessLabel, "") : labels;
    }
}
