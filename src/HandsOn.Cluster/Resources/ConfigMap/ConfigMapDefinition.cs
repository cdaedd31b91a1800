using HandsOn.Cluster.Resources.Tables;

namespace HandsOn.Cluster.Resources.ConfigMap;

/// <summary>A ConfigMap (pkg/registry/core/configmap/strategy.go).</summary>
internal sealed class ConfigMapDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("", "v1", "ConfigMap", "configmaps") { ShortNames = ["cm"] };

    public override TableLayout Table => ConfigMapColumns.Table;
}
