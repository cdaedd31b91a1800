using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What a container must be (pkg/apis/core/validation/validation.go, validateContainerCommon, validateContainers, validateInitContainers).</summary>
internal static class ContainerValidation
{
    public static void Validate(JsonList containers, FieldPath path, PodCheck check)
    {
        if (containers.Count == 0) check.Errors.Required(path);
        var names = new HashSet<string>();
        for (var i = 0; i < containers.Count; i++)
        {
            if (containers[i] is not JsonMap container) continue;
            var here = path.Index(i);
            ValidateCommon(container, here, check);
            if (!names.Add(container.String("name") ?? "")) check.Errors.Duplicate(here.Child("name"), container.String("name"));
            ProbeValidation.ValidateAll(container, here, check);
            if (check.Minor < SinceMinor.ContainerRestartRules && container["restartPolicy"] is not null)
                check.Errors.Forbidden(here.Child("restartPolicy"), "may not be set for non-init containers");
        }
        PortValidation.ValidateHostPorts(containers, path, check.Errors);
    }

    public static void ValidateInit(JsonList containers, JsonList regular, FieldPath path, PodCheck check)
    {
        if (containers.Count == 0) return;
        var names = regular.Maps().Select(c => c.String("name") ?? "").ToHashSet();
        for (var i = 0; i < containers.Count; i++)
        {
            if (containers[i] is not JsonMap container) continue;
            var here = path.Index(i);
            ValidateCommon(container, here, check);
            if (check.Minor < SinceMinor.ContainerRestartRules) check.Errors.AllowOneOf(container, "restartPolicy", here, "Always");
            if (!names.Add(container.String("name") ?? "")) check.Errors.Duplicate(here.Child("name"), container.String("name"));
            PortValidation.ValidateHostPorts(JsonList.Of(container), path, check.Errors);
            if (container.IsSidecar()) ProbeValidation.ValidateAll(container, here, check);
            else ProbeValidation.ForbidAll(container, here, check.Errors);
        }
    }

    public static void ValidateCommon(JsonMap container, FieldPath path, PodCheck check)
    {
        var errors = check.Errors;
        var name = container.String("name") ?? "";
        if (name.Length == 0) errors.Required(path.Child("name"));
        else errors.Each(path, "name", name, NameRules.Dns1123Label(name));
        if (container.String("image") is not { Length: > 0 } image) errors.Required(path.Child("image"));
        else if (check.IsPod && (char.IsWhiteSpace(image[0]) || char.IsWhiteSpace(image[^1])))
            errors.Invalid(path.Child("image"), image, "must not have leading or trailing whitespace");
        errors.RequireOneOf(container, "terminationMessagePolicy", path, "File", "FallbackToLogsOnError");
        PortValidation.Validate(container.List("ports"), path, errors);
        EnvironmentValidation.Validate(container, path, check);
        VolumeMountValidation.Validate(container, path, check);
        errors.RequireOneOf(container, "imagePullPolicy", path, "Always", "IfNotPresent", "Never");
        ResourceValidation.Validate(container.Map("resources"), path, errors);
        SecurityContextValidation.Validate(container.Map("securityContext"), path, errors);
    }
}
