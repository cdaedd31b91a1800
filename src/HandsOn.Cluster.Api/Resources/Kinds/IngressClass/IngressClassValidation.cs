using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What an IngressClass must be (pkg/apis/networking/validation/validation.go, validateIngressClassSpec).</summary>
internal static class IngressClassValidation
{
    private const int LongestController = 250;

    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static void Validate(KubeObject item, FieldErrors errors)
    {
        var controller = item.Spec.String("controller") ?? "";
        if (controller.Length > LongestController) errors.TooLong(Spec.Child("controller"), LongestController);
        var slash = controller.IndexOf('/');
        if (controller.Length == 0) errors.Required(Spec.Child("controller"));
        else if (slash <= 0 || slash == controller.Length - 1)
            errors.Invalid(Spec.Child("controller"), controller, "must be a domain-prefixed path (such as \"acme.io/foo\")");
        else errors.Each(Spec, "controller", controller, NameRules.Dns1123Subdomain(controller[..slash]));
        if (item.Spec["parameters"] is not JsonMap parameters) return;
        var path = Spec.Child("parameters");
        if (parameters.String("kind") is not { Length: > 0 }) errors.Required(path.Child("kind"));
        if (parameters.String("name") is not { Length: > 0 }) errors.Required(path.Child("name"));
        errors.AllowOneOf(parameters, "scope", path, "Cluster", "Namespace");
        if (parameters.String("scope") == "Namespace" && parameters["namespace"] is null)
            errors.Required(path.Child("namespace"), "`parameters.scope` is set to 'Namespace'");
        if (parameters.String("scope") == "Cluster" && parameters["namespace"] is not null)
            errors.Forbidden(path.Child("namespace"), "`parameters.scope` is set to 'Cluster'");
    }

    public static void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors)
    {
        errors.Immutable(Spec.Child("controller"), item.Spec["controller"], old.Spec["controller"]);
        Validate(item, errors);
    }
}
