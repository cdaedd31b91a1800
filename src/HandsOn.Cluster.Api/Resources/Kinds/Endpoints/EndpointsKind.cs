using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The addresses behind a Service, in the old form (pkg/registry/core/endpoint/strategy.go).</summary>
internal sealed class EndpointsKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("", "endpoints");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Endpoints") { ShortNames = ["ep"] };

    public override string Description => "Endpoints list the addresses behind a Service; EndpointSlices have taken their place.";

    public override IReadOnlyList<ServedVersion> Versions { get; } =
    [
        new("v1") { Deprecated = 33, Replacement = "discovery.k8s.io/v1 EndpointSlice" },
    ];

    public override bool AllowsCreateOnUpdate => true;

    public override TableLayout Table => EndpointsColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => EndpointsDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        EndpointsValidation.Validate(item, errors);
}
