using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What security contexts must be (pkg/apis/core/validation/validation.go, ValidateSecurityContext, validatePodSpecSecurityContext).</summary>
internal static class SecurityContextValidation
{
    private static readonly string[] Ids = ["runAsUser", "runAsGroup", "fsGroup"];

    public static void Validate(JsonMap context, FieldPath parent, FieldErrors errors)
    {
        if (context.Count == 0) return;
        var path = parent.Child("securityContext");
        foreach (var id in Ids)
            if (context.Long(id) is { } number) errors.Each(path, id, number, NameRules.InRange(number, 0, int.MaxValue));
        var groups = context.List("supplementalGroups");
        for (var i = 0; i < groups.Count; i++)
            if (groups[i] is long group)
                foreach (var message in NameRules.InRange(group, 0, int.MaxValue)) errors.Invalid(path.Child("supplementalGroups").Index(i), group, message);
        ValidateSeccomp(context, path, errors);
        if (context.Bool("allowPrivilegeEscalation") != false) return;
        if (context.Bool("privileged") == true)
            errors.Invalid(path, Inner(context), "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
        if (context.List("capabilities", "add").Strings().Contains("CAP_SYS_ADMIN"))
            errors.Invalid(path, Inner(context), "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
    }

    private static JsonMap Inner(JsonMap context) => InnerForm.Of(
        context, "Capabilities", "Privileged", "SELinuxOptions", "WindowsOptions", "RunAsUser", "RunAsGroup", "RunAsNonRoot",
        "ReadOnlyRootFilesystem", "AllowPrivilegeEscalation", "ProcMount", "SeccompProfile", "AppArmorProfile");

    private static void ValidateSeccomp(JsonMap context, FieldPath parent, FieldErrors errors)
    {
        if (context["seccompProfile"] is not JsonMap profile) return;
        var path = parent.Child("seccompProfile");
        if (profile.String("type") is not { Length: > 0 }) errors.Required(path.Child("type"), "type is required when seccompProfile is set");
        else errors.AllowOneOf(profile, "type", path, "Localhost", "RuntimeDefault", "Unconfined");
        if (profile.String("type") == "Localhost" && profile["localhostProfile"] is null)
            errors.Required(path.Child("localhostProfile"), "must be set when seccomp type is Localhost");
        if (profile.String("type") != "Localhost" && profile["localhostProfile"] is { } file)
            errors.Invalid(path.Child("localhostProfile"), file, "can only be set when seccomp type is Localhost");
    }
}
