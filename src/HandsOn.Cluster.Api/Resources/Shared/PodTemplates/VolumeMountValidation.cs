using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What volume mounts must be (pkg/apis/core/validation/validation.go, ValidateVolumeMounts, ValidateVolumeDevices).</summary>
internal static class VolumeMountValidation
{
    public static void Validate(JsonMap container, FieldPath parent, PodCheck check)
    {
        var mounts = container.List("volumeMounts");
        if (mounts.Count == 0) return;
        var paths = new HashSet<string>();
        for (var i = 0; i < mounts.Count; i++)
            if (mounts[i] is JsonMap mount) ValidateMount(mount, container, parent.Child("volumeMounts"), i, paths, check);
    }

    private static void ValidateMount(JsonMap mount, JsonMap container, FieldPath path, int index, HashSet<string> paths, PodCheck check)
    {
        var (errors, here) = (check.Errors, path.Index(index));
        var name = mount.String("name") ?? "";
        if (name.Length == 0) errors.Required(here.Child("name"));
        if (!check.Volumes.ContainsKey(name)) errors.NotFound(here.Child("name"), name);
        var target = mount.String("mountPath") ?? "";
        if (target.Length == 0) errors.Required(here.Child("mountPath"));
        if (!paths.Add(target)) errors.Invalid(here.Child("mountPath"), target, "must be unique");
        if (mount.String("subPath") is { Length: > 0 } sub) PathValidation.ValidateDescending(sub, path.Child("subPath"), errors);
        if (mount.String("subPathExpr") is { Length: > 0 } expression)
        {
            if (mount.String("subPath") is { Length: > 0 })
                errors.Invalid(here.Child("subPathExpr"), expression, "subPathExpr and subPath are mutually exclusive");
            PathValidation.ValidateDescending(expression, path.Child("subPathExpr"), errors);
        }
        if (mount["mountPropagation"] is null) return;
        errors.AllowOneOf(mount, "mountPropagation", path, "Bidirectional", "HostToContainer", "None");
        if (mount.String("mountPropagation") == "Bidirectional" && container.Bool("securityContext", "privileged") != true)
            errors.Forbidden(path.Child("mountPropagation"), "Bidirectional mount propagation is available only to privileged containers");
    }
}
