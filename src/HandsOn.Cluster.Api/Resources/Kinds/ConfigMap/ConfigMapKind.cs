using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A ConfigMap (pkg/registry/core/configmap/strategy.go).</summary>
internal sealed class ConfigMapKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("", "configmaps");

    public override ResourceNames Names { get; } = new(Resource, "v1", "ConfigMap") { ShortNames = ["cm"] };

    public override string Description => "A ConfigMap holds settings that pods read as files or environment variables.";

    public override TableLayout Table => ConfigMapColumns.Table;

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        ConfigMapValidation.Validate(item, errors);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        ConfigMapValidation.ValidateUpdate(item, old, errors);
}
