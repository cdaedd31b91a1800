using HandsOn.Cluster.Resources.Tables;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Resources.Endpoints;

/// <summary>The addresses behind a Service, in the old form (pkg/registry/core/endpoint/strategy.go).</summary>
internal sealed class EndpointsDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("", "v1", "Endpoints", "endpoints") { ShortNames = ["ep"] };

    public override bool AllowsCreateOnUpdate => true;

    public override TableLayout Table => EndpointsColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => EndpointsDefaults.Fill(item);
}
