using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a PersistentVolume must be (pkg/apis/core/validation/validation.go, ValidatePersistentVolumeSpec).</summary>
internal static class PersistentVolumeValidation
{
    private static readonly FieldPath Spec = FieldPath.Root("spec");

    private static readonly HashSet<string> Sources =
    [
        "awsElasticBlockStore", "azureDisk", "azureFile", "cephfs", "cinder", "csi", "fc", "flexVolume", "flocker", "gcePersistentDisk",
        "glusterfs", "hostPath", "iscsi", "local", "nfs", "photonPersistentDisk", "portworxVolume", "quobyte", "rbd", "scaleIO", "storageos",
        "vsphereVolume",
    ];

    public static void Validate(KubeObject item, FieldErrors errors)
    {
        if (item.Spec.List("accessModes").Count == 0) errors.Required(Spec.Child("accessModes"));
        var capacity = item.Spec.Map("capacity");
        if (capacity.Count == 0) errors.Required(Spec.Child("capacity"));
        if (capacity.Count != 1 || !capacity.ContainsKey("storage"))
            errors.NotSupported(Spec.Child("capacity"), item.Spec["capacity"], "storage");
        errors.AllowOneOf(item.Spec, "persistentVolumeReclaimPolicy", Spec, "Delete", "Recycle", "Retain");
        if (!item.Spec.Keys.Any(Sources.Contains)) errors.Required(Spec, "must specify a volume type");
        errors.AllowOneOf(item.Spec, "volumeMode", Spec, "Block", "Filesystem");
    }
}
