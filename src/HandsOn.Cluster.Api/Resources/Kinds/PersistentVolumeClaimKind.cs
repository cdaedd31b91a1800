using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Quantities;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A PersistentVolumeClaim (pkg/registry/core/persistentvolumeclaim/strategy.go).</summary>
internal sealed class PersistentVolumeClaimKind : ResourceDefinition
{
    private static readonly Subresource[] StatusOnly = [Subresource.Status];

    private static readonly JsonMap NewStatus = JsonMap.Of(("phase", "Pending"));

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printPersistentVolumeClaim).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        new("Status", (item, _) => StorageCells.Phase(item)),
        Columns.Text("Volume", "spec", "volumeName"),
        new("Capacity", (item, _) => IsBound(item) ? item.Status.String("capacity", "storage") ?? "0" : ""),
        new("Access Modes", (item, _) => IsBound(item) ? StorageCells.AccessModes(item.Status.List("accessModes")) : ""),
        new("StorageClass", (item, _) => StorageCells.Class(item)),
        new("VolumeAttributesClass", (item, _) => StorageCells.AttributesClass(item)),
        TableLayout.Age,
        new("VolumeMode", (item, _) => StorageCells.Mode(item), Priority: 1),
    ]);

    private static readonly DefaultMembers RootDefaults = new(("spec", JsonMap.Empty), ("status", NewStatus));
    private static readonly DefaultMembers StatusDefaults = new(("phase", "Pending"));

    private static readonly FieldPath Spec = FieldPath.Root("spec");

    private static readonly string[] AccessModes = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];

    public static readonly GroupResource Resource = new("", "persistentvolumeclaims");

    public override ResourceNames Names { get; } = new(Resource, "v1", "PersistentVolumeClaim") { ShortNames = ["pvc"] };

    public override string Description => "A PersistentVolumeClaim asks for storage that outlives the pods which use it.";

    public override IReadOnlyList<Subresource> Subresources => StatusOnly;

    public override IReadOnlyList<DefaultAccess> DefaultAccess =>
        [UserFacingRole.View.Reads("", "status"), UserFacingRole.Edit.Writes("")];

    public override JsonMap? EmptyStatus => NewStatus;

    public override TableLayout Table => Layout;

    public override JsonMap Default(JsonMap item, ResourceContext context) => Fill(item);

    /// <summary>
    /// Defaults of a PersistentVolumeClaim, also of one that a StatefulSet holds as a template
    /// (pkg/apis/core/v1/defaults.go, SetDefaults_PersistentVolumeClaim).
    /// </summary>
    public static JsonMap Fill(JsonMap claim) =>
        RootDefaults.Fill(claim).Change("spec", VolumeDefaults.FillClaimSpec).Change("status", StatusDefaults.Fill);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) => ValidateSpec(item.Spec, Spec, errors);

    /// <summary>
    /// Validation of the spec of a claim, also of one that a StatefulSet holds as a template
    /// (pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimSpec).
    /// </summary>
    public static void ValidateSpec(JsonMap spec, FieldPath path, FieldErrors errors)
    {
        var modes = spec.List("accessModes");
        if (modes.Count == 0) errors.Required(path.Child("accessModes"), "at least 1 access mode is required");
        for (var i = 0; i < modes.Count; i++)
            if (modes[i] is not string mode || !AccessModes.Contains(mode))
                errors.NotSupported(path.Child("accessModes"), modes[i], AccessModes);
        if (spec.String("resources", "requests", "storage") is not { } size) errors.Required(path.Child("resources").Key("storage"));
        else if (Quantity.TryParse(size, out var amount) && amount.Sign <= 0)
            errors.Invalid(path.Child("resources").Key("storage"), size, "must be greater than zero");
        if (spec.String("storageClassName") is { Length: > 0 } name) errors.Each(path, "storageClassName", name, NameRules.Dns1123Subdomain(name));
        errors.AllowOneOf(spec, "volumeMode", path, "Block", "Filesystem");
    }

    /// <summary>Validation of an update of a claim (pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimUpdate).</summary>
    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context)
    {
        Validate(item, errors, context);
        var rest = item.Spec.WithOrWithout("resources", old.Spec["resources"])
            .WithOrWithout("volumeAttributesClassName", old.Spec["volumeAttributesClassName"]);
        if (old.Spec["volumeName"] is null) rest = rest.Without("volumeName");
        if (old.Spec["storageClassName"] is null) rest = rest.Without("storageClassName");
        if (!rest.Equals(old.Spec))
            errors.Forbidden(
                Spec, "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims\n");
    }

    private static bool IsBound(KubeObject claim) => claim.Spec.String("volumeName") is { Length: > 0 };
}
