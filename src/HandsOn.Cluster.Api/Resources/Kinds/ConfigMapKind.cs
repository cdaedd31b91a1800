using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A ConfigMap (pkg/registry/core/configmap/strategy.go).</summary>
internal sealed class ConfigMapKind : ResourceDefinition
{
    private static readonly FieldPath Data = FieldPath.Root("data");
    private static readonly FieldPath BinaryData = FieldPath.Root("binaryData");

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printConfigMap).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        new("Data", (item, _) => (long)(item.Root.Map("data").Count + item.Root.Map("binaryData").Count)),
        TableLayout.Age,
    ]);

    public static readonly GroupResource Resource = new("", "configmaps");

    public override ResourceNames Names { get; } = new(Resource, "v1", "ConfigMap") { ShortNames = ["cm"] };

    public override string Description => "A ConfigMap holds settings that pods read as files or environment variables.";

    public override IReadOnlyList<DefaultAccess> DefaultAccess =>
        [UserFacingRole.View.Reads(""), UserFacingRole.Edit.Writes("")];

    public override TableLayout Table => Layout;

    /// <summary>Validation of a ConfigMap (pkg/apis/core/validation/validation.go, ValidateConfigMap).</summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context)
    {
        var size = DataRules.ValidateKeys(item.Root.Map("data"), Data, isBase64: false, errors);
        foreach (var key in item.Root.Map("data").Keys)
            if (item.Root.Map("binaryData").ContainsKey(key)) errors.Invalid(Data.Key(key), key, "duplicate of key present in binaryData");
        size += DataRules.ValidateKeys(item.Root.Map("binaryData"), BinaryData, isBase64: true, errors);
        if (size > DataRules.LargestData) errors.TooLong(FieldPath.Root("[]"), DataRules.LargestData);
    }

    /// <summary>Validation of an update (pkg/apis/core/validation/validation.go, ValidateConfigMapUpdate).</summary>
    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context)
    {
        DataRules.ValidateImmutable(item, old, errors, "data", "binaryData");
        Validate(item, errors, context);
    }
}
