using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.ConfigMap;

/// <summary>A ConfigMap (pkg/registry/core/configmap/strategy.go).</summary>
internal sealed class ConfigMapDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("", "v1", "ConfigMap", "configmaps") { ShortNames = ["cm"] };

    public override TableLayout Table => ConfigMapColumns.Table;

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        ConfigMapValidation.Validate(item, errors);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        ConfigMapValidation.ValidateUpdate(item, old, errors);
}
