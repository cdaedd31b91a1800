using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>Validation of Jobs and their updates (pkg/apis/batch/validation/validation.go, ValidateJobSpec, ValidateJobUpdate).</summary>
internal static class JobValidation
{
    private const long MostParallelIndexed = 100_000;

    private static readonly FieldPath Spec = FieldPath.Root("spec");

    private static readonly string[] Counts =
    [
        "parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished", "backoffLimitPerIndex",
        "maxFailedIndexes",
    ];

    private static readonly string[] Fixed = ["completionMode", "podFailurePolicy", "backoffLimitPerIndex", "managedBy", "successPolicy"];

    private static readonly string[] Scheduling = ["affinity", "nodeSelector", "tolerations", "schedulingGates"];

    public static void Validate(KubeObject job, FieldErrors errors, int minor)
    {
        if (job.Spec["selector"] is not JsonMap) errors.Required(Spec.Child("selector"));
        ValidateSelector(job.Spec["selector"] as JsonMap, job.Spec.At("template", "metadata", "labels") as JsonMap, errors);
        ValidateSpec(job.Spec, Spec, errors, minor);
    }

    public static void ValidateSpec(JsonMap spec, FieldPath path, FieldErrors errors, int minor)
    {
        foreach (var count in Counts) errors.NonNegative(spec, count, path);
        errors.AllowOneOf(spec, "completionMode", path, "NonIndexed", "Indexed");
        if (spec.String("completionMode") == "Indexed") ValidateIndexed(spec, path, errors);
        else
            foreach (var field in (ReadOnlySpan<string>)["backoffLimitPerIndex", "maxFailedIndexes", "successPolicy"])
                if (spec[field] is { } value) errors.Invalid(path.Child(field), value, "requires indexed completion mode");
        errors.AllowOneOf(spec, "podReplacementPolicy", path, "Failed", "TerminatingOrFailed");
        PodTemplateValidation.Validate(spec.Map("template"), path.Child("template"), minor, errors);
        ValidateRestart(spec, path.Child("template").Child("spec"), errors);
    }

    public static void ValidateUpdate(KubeObject job, KubeObject old, FieldErrors errors, int minor)
    {
        if (ReferenceEquals(job.Spec, old.Spec)) return;
        ValidateSpec(job.Spec, Spec, errors, minor);
        var isElastic = job.Spec.String("completionMode") == "Indexed"
            && JsonValue.DeepEquals(job.Spec["completions"], job.Spec["parallelism"]);
        if (!isElastic) errors.Immutable(Spec.Child("completions"), job.Spec["completions"], old.Spec["completions"]);
        errors.Immutable(Spec.Child("selector"), job.Spec["selector"], old.Spec["selector"]);
        ValidateTemplate(job, old, errors);
        foreach (var field in Fixed) errors.Immutable(Spec.Child(field), job.Spec[field], old.Spec[field]);
    }

    private static void ValidateSelector(JsonMap? selector, JsonMap? labels, FieldErrors errors)
    {
        var before = errors.Count;
        if (selector is not null) LabelSelectorRules.Validate(selector, Spec.Child("selector"), errors);
        if (errors.Count == before && !LabelSelector.From(selector).Matches(labels ?? JsonMap.Empty))
            errors.Invalid(Spec.Child("template").Child("metadata").Child("labels"), labels, "`selector` does not match template `labels`");
    }

    private static void ValidateIndexed(JsonMap spec, FieldPath path, FieldErrors errors)
    {
        if (spec["completions"] is null) errors.Required(path.Child("completions"), "when completion mode is Indexed");
        if (spec.Long("parallelism") is > MostParallelIndexed and var parallelism)
        {
            var bound = $"must be less than or equal to {MostParallelIndexed} when completion mode is Indexed";
            errors.Invalid(path.Child("parallelism"), parallelism, bound);
        }
        if (spec.Long("maxFailedIndexes") is { } failed && failed > (spec.Long("completions") ?? long.MaxValue))
            errors.Invalid(path.Child("maxFailedIndexes"), failed, "must be less than or equal to completions");
    }

    private static void ValidateRestart(JsonMap spec, FieldPath path, FieldErrors errors)
    {
        var policy = spec.String("template", "spec", "restartPolicy") ?? "";
        if (policy is "Always" or "") errors.Required(path.Child("restartPolicy"), "valid values: \"OnFailure\", \"Never\"");
        else if (policy is not ("OnFailure" or "Never")) errors.NotSupported(path.Child("restartPolicy"), policy, "OnFailure", "Never");
        else if (spec["podFailurePolicy"] is not null && policy != "Never")
            errors.Invalid(path.Child("restartPolicy"), policy, "only \"Never\" is supported when podFailurePolicy is specified");
    }

    /// <summary>A Job that is suspended and has not started may still be told where its pods go.</summary>
    private static void ValidateTemplate(KubeObject job, KubeObject old, FieldErrors errors)
    {
        var template = job.Spec.Map("template");
        var before = old.Spec.Map("template");
        if (old.Spec.Bool("suspend") == true && old.Status["startTime"] is null)
        {
            foreach (var field in Scheduling)
                before = before.With("spec", before.Map("spec").WithOrWithout(field, template.Map("spec")[field]));
            before = before.WithOrWithout("metadata", template["metadata"]);
        }
        errors.Immutable(Spec.Child("template"), template, before);
    }
}
