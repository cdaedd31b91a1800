using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A PersistentVolume (pkg/registry/core/persistentvolume/strategy.go).</summary>
internal sealed class PersistentVolumeKind : ResourceDefinition
{
    private static readonly Subresource[] StatusOnly = [Subresource.Status];

    private static readonly JsonMap NewStatus = JsonMap.Of(("phase", "Pending"));

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printPersistentVolume).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        new("Capacity", (item, _) => item.Spec.String("capacity", "storage") ?? "0"),
        new("Access Modes", (item, _) => StorageCells.AccessModes(item.Spec.List("accessModes"))),
        Columns.Text("Reclaim Policy", "spec", "persistentVolumeReclaimPolicy"),
        new("Status", (item, _) => StorageCells.Phase(item)),
        new("Claim", (item, _) => item.Spec["claimRef"] is JsonMap claim ? $"{claim.String("namespace")}/{claim.String("name")}" : ""),
        new("StorageClass", (item, _) => StorageCells.Class(item)),
        new("VolumeAttributesClass", (item, _) => StorageCells.AttributesClass(item)),
        Columns.Text("Reason", "status", "reason"),
        TableLayout.Age,
        new("VolumeMode", (item, _) => StorageCells.Mode(item), Priority: 1),
    ]);

    private static readonly DefaultMembers RootDefaults = new(("spec", JsonMap.Empty), ("status", NewStatus));
    private static readonly DefaultMembers SpecDefaults = new(("persistentVolumeReclaimPolicy", "Retain"), ("volumeMode", "Filesystem"));
    private static readonly DefaultMembers StatusDefaults = new(("phase", "Pending"));

    private static readonly FieldPath Spec = FieldPath.Root("spec");

    private static readonly HashSet<string> Sources =
    [
        "awsElasticBlockStore", "azureDisk", "azureFile", "cephfs", "cinder", "csi", "fc", "flexVolume", "flocker", "gcePersistentDisk",
        "glusterfs", "hostPath", "iscsi", "local", "nfs", "photonPersistentDisk", "portworxVolume", "quobyte", "rbd", "scaleIO",
        "storageos", "vsphereVolume",
    ];

    public static readonly GroupResource Resource = new("", "persistentvolumes");

    public override ResourceNames Names { get; } = new(Resource, "v1", "PersistentVolume", Namespaced: false) { ShortNames = ["pv"] };

    public override string Description => "A PersistentVolume is a piece of storage in the cluster.";

    public override IReadOnlyList<Subresource> Subresources => StatusOnly;

    public override JsonMap? EmptyStatus => NewStatus;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a PersistentVolume (pkg/apis/core/v1/defaults.go, SetDefaults_PersistentVolume).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) =>
        RootDefaults.Fill(item).Change("spec", FillSpec).Change("status", StatusDefaults.Fill);

    public override KubeObject PrepareForCreate(KubeObject item, ResourceContext context) =>
        Stamp(base.PrepareForCreate(item, context), context);

    public override KubeObject PrepareForStatusUpdate(KubeObject item, KubeObject old, ResourceContext context)
    {
        item = base.PrepareForStatusUpdate(item, old, context);
        return item.Status.String("phase") == old.Status.String("phase") ? item : Stamp(item, context);
    }

    /// <summary>Validation of a PersistentVolume (pkg/apis/core/validation/validation.go, ValidatePersistentVolumeSpec).</summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context)
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

    private static JsonMap FillSpec(JsonMap spec) =>
        VolumeDefaults.FillSource(SpecDefaults.Fill(spec)).Change("capacity", ResourceLists.RoundList);

    /// <summary>Notes the time at which the phase has changed.</summary>
    private static KubeObject Stamp(KubeObject item, ResourceContext context) =>
        context.Minor >= SinceMinor.PersistentVolumePhaseTransitionTime
            ? item.SetIn(Timestamps.Format(context.Time.GetUtcNow()), "status", "lastPhaseTransitionTime")
            : item;
}
