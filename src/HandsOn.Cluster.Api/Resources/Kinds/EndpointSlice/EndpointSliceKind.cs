using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A part of the addresses behind a Service (pkg/registry/discovery/endpointslice/strategy.go).</summary>
internal sealed class EndpointSliceKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("discovery.k8s.io", "endpointslices");

    public override ResourceNames Names { get; } = new(Resource, "v1", "EndpointSlice");

    public override string Description => "An EndpointSlice lists some of the addresses behind a Service, with the state of each.";

    public override IReadOnlyList<ServedVersion> Versions { get; } =
    [
        new("discovery.k8s.io/v1") { Since = 21 },
        new("discovery.k8s.io/v1beta1") { Deprecated = 21, Removed = 25, Replacement = "discovery.k8s.io/v1 EndpointSlice" },
    ];

    public override bool HasGeneration => true;

    /// <summary>Everything but the metadata, of which only the labels count.</summary>
    public override object? GenerationCounts(KubeObject item) => item.Root.Without("apiVersion").Without("kind").With("metadata", item.Labels);

    public override TableLayout Table => EndpointSliceColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => EndpointSliceDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        EndpointSliceValidation.Validate(item, errors);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        EndpointSliceValidation.ValidateUpdate(item, old, errors);

    public override JsonMap Convert(JsonMap item, GroupVersion from, GroupVersion to) => EndpointSliceConversion.Convert(item, from, to);
}
