using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What probes and hooks must be (pkg/apis/core/validation/validation.go, validateProbe, validateHandler, validateLifecycle).</summary>
internal static class ProbeValidation
{
    private static readonly string[] Parts = ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"];
    private static readonly string[] Handlers = ["exec", "httpGet", "tcpSocket", "grpc", "sleep"];
    private static readonly string[] Numbers = ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"];

    public static void ValidateAll(JsonMap container, FieldPath path, PodCheck check)
    {
        if (container["lifecycle"] is JsonMap lifecycle)
        {
            if (lifecycle["postStart"] is JsonMap start) ValidateHandler(start, path.Child("lifecycle").Child("postStart"), check);
            if (lifecycle["preStop"] is JsonMap stop) ValidateHandler(stop, path.Child("lifecycle").Child("preStop"), check);
        }
        Validate(container, "livenessProbe", path, check);
        Validate(container, "readinessProbe", path, check);
        Validate(container, "startupProbe", path, check);
    }

    public static void ForbidAll(JsonMap container, FieldPath path, FieldErrors errors)
    {
        foreach (var part in Parts)
            if (container[part] is not null) errors.Forbidden(path.Child(part), "may not be set for init containers without restartPolicy=Always");
    }

    private static void Validate(JsonMap container, string kind, FieldPath parent, PodCheck check)
    {
        if (container[kind] is not JsonMap probe) return;
        var (path, errors) = (parent.Child(kind), check.Errors);
        ValidateHandler(probe, path, check);
        foreach (var number in Numbers) errors.NonNegative(probe, number, path);
        var grace = probe.Long("terminationGracePeriodSeconds");
        if (grace <= 0) errors.Invalid(path.Child("terminationGracePeriodSeconds"), grace, "must be greater than 0");
        if (kind == "readinessProbe")
        {
            if (grace is not null) errors.Invalid(path.Child("terminationGracePeriodSeconds"), grace, "must not be set for readinessProbes");
        }
        else if (probe.Long("successThreshold") is var threshold and not 1) errors.Invalid(path.Child("successThreshold"), threshold ?? 0, "must be 1");
    }

    private static void ValidateHandler(JsonMap handler, FieldPath path, PodCheck check)
    {
        var count = 0;
        foreach (var kind in Handlers)
        {
            if (handler[kind] is not JsonMap action) continue;
            if (count++ > 0) check.Errors.Forbidden(path.Child(kind), "may not specify more than 1 handler type");
            else ValidateAction(kind, action, path.Child(kind), check);
        }
        if (count == 0) check.Errors.Required(path, "must specify a handler type");
    }

    private static void ValidateAction(string kind, JsonMap action, FieldPath path, PodCheck check)
    {
        var errors = check.Errors;
        switch (kind)
        {
            case "exec":
                if (action.List("command").Count == 0) errors.Required(path.Child("command"));
                break;
            case "httpGet":
                if (action.String("path") is not { Length: > 0 }) errors.Required(path.Child("path"));
                errors.PortNumberOrName(action, "port", path);
                errors.AllowOneOf(action, "scheme", path, "HTTP", "HTTPS");
                foreach (var header in action.List("httpHeaders").Maps())
                    errors.Each(path, "httpHeaders", header.String("name") ?? "", NameRules.HttpHeaderName(header.String("name") ?? ""));
                break;
            case "sleep":
                ValidateSleep(action.Long("seconds") ?? 0, path, check);
                break;
            default:
                errors.PortNumberOrName(action, "port", path);
                break;
        }
    }

    private static void ValidateSleep(long seconds, FieldPath path, PodCheck check)
    {
        if (check.GracePeriod is not { } grace) return;
        if (check.Minor >= SinceMinor.PodLifecycleSleepActionZero)
        {
            if (seconds < 0 || seconds > grace)
                check.Errors.Invalid(path, seconds, $"must be non-negative and less than terminationGracePeriodSeconds ({grace})");
        }
        else if (seconds <= 0 || seconds > grace)
            check.Errors.Invalid(path, seconds, $"must be greater than 0 and less than terminationGracePeriodSeconds ({grace}). Enable AllowPodLifecycleSleepActionZeroValue feature gate for zero sleep.");
    }
}
