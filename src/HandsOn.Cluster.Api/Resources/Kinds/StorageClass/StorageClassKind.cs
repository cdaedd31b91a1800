using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A StorageClass (pkg/registry/storage/storageclass/strategy.go).</summary>
internal sealed class StorageClassKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("storage.k8s.io", "storageclasses");

    public override ResourceNames Names { get; } = new(Resource, "v1", "StorageClass", Namespaced: false)
    {
        ShortNames = ["sc"],
    };

    public override string Description => "A StorageClass says how storage for claims is made.";

    public override IReadOnlyList<ServedVersion> Versions { get; } =
    [
        new("storage.k8s.io/v1"),
        new("storage.k8s.io/v1beta1") { Deprecated = 19, Removed = 22, Replacement = "storage.k8s.io/v1 StorageClass" },
    ];

    public override TableLayout Table => StorageClassColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => StorageClassDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        StorageClassValidation.Validate(item, errors);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        StorageClassValidation.ValidateUpdate(item, old, errors, context.Minor);
}
