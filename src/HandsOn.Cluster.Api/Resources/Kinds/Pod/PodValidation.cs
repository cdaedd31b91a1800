using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>
/// Validation of a pod and of its updates (pkg/apis/core/validation/validation.go, ValidatePodCreate, ValidatePodUpdate,
/// ValidatePodStatusUpdate).
/// </summary>
internal static class PodValidation
{
    private const string Changeable =
        "`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
        + "`spec.tolerations` (only additions to existing tolerations),"
        + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    private static readonly FieldPath Spec = FieldPath.Root("spec");
    private static readonly FieldPath Status = FieldPath.Root("status");

    public static void Validate(KubeObject pod, FieldErrors errors, int minor)
    {
        ValidateSpec(pod, errors, minor);
        if (pod.Spec.List("ephemeralContainers").Count > 0) errors.Forbidden(Spec.Child("ephemeralContainers"), "cannot be set on create");
        if (pod.Spec.String("nodeName") is { Length: > 0 } && pod.Spec.List("schedulingGates").Count > 0)
            errors.Forbidden(Spec.Child("nodeName"), "cannot be set until all schedulingGates have been cleared");
    }

    public static void ValidateUpdate(KubeObject pod, KubeObject old, FieldErrors errors, int minor)
    {
        if (ReferenceEquals(pod.Root["spec"], old.Root["spec"])) return;
        ValidateSpec(pod, errors, minor);
        if (!HasSameContainers(pod, old, "containers", errors) || !HasSameContainers(pod, old, "initContainers", errors)) return;
        if (!ValidateDeadline(pod.Spec, old.Spec, errors)) return;
        ValidateTolerations(pod.Spec.List("tolerations"), old.Spec.List("tolerations"), errors);
        ValidateGates(pod.Spec.List("schedulingGates"), old.Spec.List("schedulingGates"), errors);
        if (JsonValue.DeepEquals(pod.Spec, old.Spec)) return;
        var rest = WithoutChangeable(pod.Spec, old.Spec);
        if (!rest.Equals(old.Spec))
            errors.Forbidden(Spec, $"pod updates may not change fields other than {Changeable}\n{PodSpecDiff.Of(old.Spec, rest)}");
    }

    public static void ValidateStatusUpdate(KubeObject pod, KubeObject old, FieldErrors errors)
    {
        var conditions = pod.Status.List("conditions");
        for (var i = 0; i < conditions.Count; i++)
            if ((conditions[i] as JsonMap)?.String("type") is { } type and not ("PodScheduled" or "Ready" or "Initialized"))
                errors.Each(Status.Child("conditions").Index(i), "Type", type, NameRules.QualifiedName(type));
        if (pod.Spec.String("nodeName") != old.Spec.String("nodeName"))
            errors.Forbidden(Status.Child("nodeName"), "may not be changed directly");
        errors.Immutable(Status.Child("qosClass"), pod.Status.String("qosClass") ?? "", old.Status.String("qosClass") ?? "");
        ValidateTransitions(pod, old, errors);
    }

    public static void ValidateSubresourceUpdate(string subresource, KubeObject pod, KubeObject old, FieldErrors errors, int minor)
    {
        ValidateSpec(pod, errors, minor);
        if (subresource == "resize" && PodQuality.ClassOf(pod.Spec) != old.Status.String("qosClass"))
            errors.Invalid(Spec, PodQuality.ClassOf(pod.Spec), "Pod QOS Class may not change as a result of resizing");
        if (subresource != "ephemeralcontainers") return;
        var containers = pod.Spec.List("ephemeralContainers");
        var path = Spec.Child("ephemeralContainers");
        foreach (var before in old.Spec.List("ephemeralContainers").Maps())
        {
            var name = before.String("name") ?? "";
            if (containers.Find("name", name) is not { } now)
                errors.Forbidden(path, $"existing ephemeral containers \"{name}\" may not be removed\n");
            else if (!now.Equals(before))
                errors.Forbidden(path, $"existing ephemeral containers \"{name}\" may not be changed\n{PodSpecDiff.Of(before, now)}");
        }
    }

    private static void ValidateSpec(KubeObject pod, FieldErrors errors, int minor) =>
        PodSpecValidation.Validate(pod.Spec, Spec, isPod: true, minor, errors);

    private static bool HasSameContainers(KubeObject pod, KubeObject old, string list, FieldErrors errors)
    {
        if (pod.Spec.List(list).Count == old.Spec.List(list).Count) return true;
        errors.Forbidden(Spec.Child(list), "pod updates may not add or remove containers");
        return false;
    }

    private static bool ValidateDeadline(JsonMap spec, JsonMap old, FieldErrors errors)
    {
        var (deadline, before) = (spec.Long("activeDeadlineSeconds"), old.Long("activeDeadlineSeconds"));
        var path = Spec.Child("activeDeadlineSeconds");
        if (deadline is null)
        {
            if (before is not null) errors.Invalid(path, null, "must not update from a positive integer to nil value");
            return true;
        }
        if (before is null || before >= deadline) return true;
        errors.Invalid(path, deadline, "must be less than or equal to previous value");
        return false;
    }

    private static void ValidateTolerations(JsonList tolerations, JsonList old, FieldErrors errors)
    {
        foreach (var toleration in old.Maps())
        {
            // The seconds of a toleration may change.
            var key = toleration.Without("tolerationSeconds");
            if (!tolerations.Maps().Any(t => t.Without("tolerationSeconds").Equals(key)))
            {
                errors.Forbidden(Spec.Child("tolerations"), "existing toleration can not be modified except its tolerationSeconds");
                return;
            }
        }
    }

    private static void ValidateGates(JsonList gates, JsonList old, FieldErrors errors)
    {
        var names = old.Maps().Select(g => g.String("name")).ToHashSet();
        var added = gates.Maps().Select(g => g.String("name")).Where(n => !names.Contains(n)).ToList();
        if (added.Count > 0)
            errors.Forbidden(Spec.Child("schedulingGates"), $"only deletion is allowed, but found new scheduling gates '{added[0]}'");
    }

    private static JsonMap WithoutChangeable(JsonMap spec, JsonMap old)
    {
        spec = WithImages(WithImages(spec, old, "containers"), old, "initContainers")
            .WithOrWithout("activeDeadlineSeconds", old["activeDeadlineSeconds"])
            .WithOrWithout("schedulingGates", old["schedulingGates"])
            .WithOrWithout("tolerations", old["tolerations"]);
        if (old.Long("terminationGracePeriodSeconds") < 0 && spec.Long("terminationGracePeriodSeconds") == 1)
            spec = spec.With("terminationGracePeriodSeconds", old["terminationGracePeriodSeconds"]);
        // A pod that waits at its gates may be told more narrowly where to go.
        if (old.List("schedulingGates").Count > 0)
            spec = spec.WithOrWithout("nodeSelector", old["nodeSelector"]).WithOrWithout("affinity", old["affinity"]);
        return spec;
    }

    private static JsonMap WithImages(JsonMap spec, JsonMap old, string list)
    {
        if (!spec.ContainsKey(list)) return spec;
        var before = old.List(list);
        var index = 0;
        return spec.With(list, spec.List(list).MapEach(c => c.WithOrWithout("image", ((JsonMap)before[index++]!)["image"])));
    }

    /// <summary>A container that has ended for good does not come back.</summary>
    private static void ValidateTransitions(KubeObject pod, KubeObject old, FieldErrors errors)
    {
        var policy = old.Spec.String("restartPolicy");
        if (policy == "Always") return;
        var before = old.Status.List("containerStatuses");
        for (var i = 0; i < before.Count; i++)
        {
            if (before[i] is not JsonMap status || status.At("state", "terminated") is not JsonMap ended) continue;
            if (policy == "OnFailure" && (ended.Long("exitCode") ?? 0) != 0) continue;
            var now = pod.Status.List("containerStatuses").Find("name", status.String("name") ?? "");
            if (now is not null && now.At("state", "terminated") is null)
                errors.Forbidden(
                    Status.Child("containerStatuses").Index(i).Child("state"), "may not be transitioned to non-terminated state");
        }
    }
}
