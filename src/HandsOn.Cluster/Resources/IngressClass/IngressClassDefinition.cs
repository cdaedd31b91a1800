using HandsOn.Cluster.Resources.Tables;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Resources.IngressClass;

/// <summary>An IngressClass (pkg/registry/networking/ingressclass/strategy.go).</summary>
internal sealed class IngressClassDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("networking.k8s.io", "v1", "IngressClass", "ingressclasses", Namespaced: false);

    public override bool HasGeneration => true;

    public override TableLayout Table => IngressClassColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => IngressClassDefaults.Fill(item, context.Minor);
}
