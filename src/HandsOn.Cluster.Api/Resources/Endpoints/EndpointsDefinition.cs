using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Endpoints;

/// <summary>The addresses behind a Service, in the old form (pkg/registry/core/endpoint/strategy.go).</summary>
internal sealed class EndpointsDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("", "v1", "Endpoints", "endpoints") { ShortNames = ["ep"] };

    public override bool AllowsCreateOnUpdate => true;

    public override TableLayout Table => EndpointsColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => EndpointsDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        EndpointsValidation.Validate(item, errors);
}
