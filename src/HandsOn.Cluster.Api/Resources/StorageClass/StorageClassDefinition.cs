using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.StorageClass;

/// <summary>A StorageClass (pkg/registry/storage/storageclass/strategy.go).</summary>
internal sealed class StorageClassDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("storage.k8s.io", "v1", "StorageClass", "storageclasses", Namespaced: false)
    {
        ShortNames = ["sc"],
    };

    public override TableLayout Table => StorageClassColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => StorageClassDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        StorageClassValidation.Validate(item, errors);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        StorageClassValidation.ValidateUpdate(item, old, errors, context.Minor);
}
