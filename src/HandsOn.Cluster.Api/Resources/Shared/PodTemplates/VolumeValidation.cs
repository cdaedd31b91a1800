using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What volumes must be (pkg/apis/core/validation/validation.go, ValidateVolumes, validateVolumeSource).</summary>
internal static class VolumeValidation
{
    private const long LargestMode = 511;
    private const string ModeMessage = "must be a number between 0 and 0777 (octal), both inclusive";

    public static void Validate(JsonList volumes, FieldPath path, PodCheck check)
    {
        for (var i = 0; i < volumes.Count; i++)
        {
            if (volumes[i] is not JsonMap volume) continue;
            var before = check.Errors.Count;
            var name = volume.String("name") ?? "";
            ValidateSources(volume, path, i, check);
            if (name.Length == 0) check.Errors.Required(path.Index(i).Child("name"));
            else if (NameRules.Dns1123Label(name) is { Count: > 0 } wrong) check.Errors.Each(path.Index(i), "name", name, wrong);
            if (check.Volumes.ContainsKey(name)) check.Errors.Duplicate(path.Index(i).Child("name"), name);
            if (check.Errors.Count == before) check.Volumes[name] = volume;
        }
    }

    private static void ValidateSources(JsonMap volume, FieldPath path, int index, PodCheck check)
    {
        var count = 0;
        foreach (var (kind, value) in volume)
        {
            if (kind == "name" || value is not JsonMap source) continue;
            if (count++ > 0) check.Errors.Forbidden(path.Index(index).Child(kind), "may not specify more than 1 volume type");
            else ValidateSource(kind, source, path.Index(index).Child(kind), check);
        }
        if (count == 0) check.Errors.Required(path.Index(index), "must specify a volume type");
    }

    private static void ValidateSource(string kind, JsonMap source, FieldPath path, PodCheck check)
    {
        var errors = check.Errors;
        switch (kind)
        {
            case "hostPath":
                ValidateHostPath(source, path, errors);
                break;
            case "secret":
                if (source.String("secretName") is not { Length: > 0 }) errors.Required(path.Child("secretName"));
                ValidateModeAndItems(source, path, errors);
                break;
            case "configMap":
                if (source.String("name") is not { Length: > 0 }) errors.Required(path.Child("name"));
                ValidateModeAndItems(source, path, errors);
                break;
            case "downwardAPI":
                ValidateMode(source, "defaultMode", path, errors);
                ValidateDownward(source.List("items"), path, errors);
                break;
            case "projected":
                ProjectedVolumeValidation.Validate(source, path, errors);
                break;
            case "persistentVolumeClaim":
                if (source.String("claimName") is not { Length: > 0 }) errors.Required(path.Child("claimName"));
                break;
            case "nfs":
                if (source.String("server") is not { Length: > 0 }) errors.Required(path.Child("server"));
                if (source.String("path") is not { Length: > 0 } target) errors.Required(path.Child("path"));
                else if (!target.StartsWith('/')) errors.Invalid(path.Child("path"), target, "must be an absolute path");
                break;
            case "csi":
                if (source.String("driver") is not { Length: > 0 }) errors.Required(path.Child("driver"));
                break;
            case "ephemeral":
                if (source["volumeClaimTemplate"] is null) errors.Required(path.Child("volumeClaimTemplate"));
                break;
        }
    }

    private static void ValidateHostPath(JsonMap source, FieldPath path, FieldErrors errors)
    {
        if (source.String("path") is not { Length: > 0 } target)
        {
            errors.Required(path.Child("path"));
            return;
        }
        PathValidation.ValidateNoBacksteps(target, path.Child("path"), errors);
        if (source.String("type") is { Length: > 0 })
            errors.AllowOneOf(source, "type", path, "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket");
    }

    public static void ValidateModeAndItems(JsonMap source, FieldPath path, FieldErrors errors)
    {
        ValidateMode(source, "defaultMode", path, errors);
        ValidateItems(source.List("items"), path.Child("items"), errors);
    }

    public static void ValidateItems(JsonList items, FieldPath path, FieldErrors errors)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is not JsonMap item) continue;
            if (item.String("key") is not { Length: > 0 }) errors.Required(path.Index(i).Child("key"));
            ValidatePath(item, path.Index(i), errors);
        }
    }

    /// <summary>Kubernetes names the volume here, not the item.</summary>
    public static void ValidateDownward(JsonList items, FieldPath path, FieldErrors errors)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is not JsonMap item) continue;
            ValidatePath(item, path, errors);
            if (item["fieldRef"] is JsonMap field) FieldRefValidation.Validate(field, path.Child("fieldRef"), FieldRefValidation.OfVolumes, errors);
            else if (item["resourceFieldRef"] is JsonMap resource)
                FieldRefValidation.ValidateResource(resource, path.Child("resourceFieldRef"), isVolume: true, errors);
            else errors.Required(path, "one of fieldRef and resourceFieldRef is required");
        }
    }

    public static void ValidateMode(JsonMap source, string field, FieldPath path, FieldErrors errors)
    {
        if (source.Long(field) is < 0 or > LargestMode) errors.Invalid(path.Child(field), source.Long(field), ModeMessage);
    }

    private static void ValidatePath(JsonMap item, FieldPath path, FieldErrors errors)
    {
        var target = item.String("path") ?? "";
        if (target.Length == 0) errors.Required(path.Child("path"));
        PathValidation.ValidateNotReserved(target, path.Child("path"), errors);
        ValidateMode(item, "mode", path, errors);
    }
}
