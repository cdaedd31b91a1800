using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A StorageClass (pkg/registry/storage/storageclass/strategy.go).</summary>
internal sealed class StorageClassKind : ResourceDefinition
{
    private static readonly ServedVersion[] Served =
    [
        new("storage.k8s.io/v1"),
        new("storage.k8s.io/v1beta1") { Deprecated = 19, Removed = 22, Replacement = "storage.k8s.io/v1 StorageClass" },
    ];

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printStorageClass).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name with { Cell = (item, _) => IsDefault(item) ? item.Name + " (default)" : item.Name },
        Columns.Text("Provisioner", "provisioner"),
        new("ReclaimPolicy", (item, _) => item.Root.String("reclaimPolicy") ?? "Delete"),
        new("VolumeBindingMode", (item, _) => item.Root.String("volumeBindingMode") ?? "Immediate"),
        new("AllowVolumeExpansion", (item, _) => item.Root.Bool("allowVolumeExpansion") ?? false),
        TableLayout.Age,
    ]);

    private static readonly DefaultMembers RootDefaults = new(("reclaimPolicy", "Delete"), ("volumeBindingMode", "Immediate"));

    public static readonly GroupResource Resource = new("storage.k8s.io", "storageclasses");

    public override ResourceNames Names { get; } = new(Resource, "v1", "StorageClass", Namespaced: false) { ShortNames = ["sc"] };

    public override string Description => "A StorageClass says how storage for claims is made.";

    public override IReadOnlyList<ServedVersion> Versions => Served;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a StorageClass (pkg/apis/storage/v1/defaults.go, SetDefaults_StorageClass).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) => RootDefaults.Fill(item);

    /// <summary>Validation of a StorageClass (pkg/apis/storage/validation/validation.go, ValidateStorageClass).</summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context)
    {
        if (item.Root.String("provisioner") is not { Length: > 0 } provisioner) errors.Required(FieldPath.Root("provisioner"), "");
        else
            foreach (var message in NameRules.QualifiedName(provisioner.ToLowerInvariant()))
                errors.Invalid(FieldPath.Root("provisioner"), provisioner, message);
        if (item.Root.String("reclaimPolicy") is { } policy and not ("Delete" or "Retain"))
            errors.NotSupported(FieldPath.Root("reclaimPolicy"), policy, "Delete", "Retain");
        if (item.Root.String("volumeBindingMode") is { } mode and not ("Immediate" or "WaitForFirstConsumer"))
            errors.NotSupported(FieldPath.Root("volumeBindingMode"), mode, "Immediate", "WaitForFirstConsumer");
    }

    /// <summary>Validation of an update (pkg/apis/storage/validation/validation.go, ValidateStorageClassUpdate).</summary>
    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context)
    {
        Keep("parameters");
        Keep("provisioner");
        Keep("reclaimPolicy");
        errors.Immutable(FieldPath.Root("volumeBindingMode"), item.Root["volumeBindingMode"], old.Root["volumeBindingMode"]);

        void Keep(string field)
        {
            if (context.Minor >= SinceMinor.StorageClassImmutableFields)
                errors.Immutable(FieldPath.Root(field), item.Root[field], old.Root[field]);
            else if (!JsonValue.DeepEquals(item.Root[field], old.Root[field]))
                errors.Forbidden(FieldPath.Root(field), $"updates to {field} are forbidden.");
        }
    }

    private static bool IsDefault(KubeObject item) =>
        item.Annotations["storageclass.kubernetes.io/is-default-class"] as string == "true"
        || item.Annotations["storageclass.beta.kubernetes.io/is-default-class"] as string == "true";
}
