using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What an event must be (pkg/apis/core/validation/events.go).</summary>
internal static class EventValidation
{
    public static void Validate(KubeObject item, FieldErrors errors)
    {
        var involved = item.Root.String("involvedObject", "namespace") ?? "";
        var isAtHome = involved.Length == 0 ? item.Namespace is "default" or "kube-system" or "" : involved == item.Namespace;
        if (!isAtHome)
            errors.Invalid(FieldPath.Root("involvedObject").Child("namespace"), involved, "does not match event.namespace");
    }
}
