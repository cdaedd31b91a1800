using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Bodies;

/// <summary>
/// The options of a deletion: from the body where there is one, else from the query
/// (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/delete.go; apimachinery/pkg/apis/meta/v1/validation/validation.go).
/// </summary>
internal sealed class DeleteOptionsReader(BodyDecoder decoder)
{
    private static readonly GroupVersionKind Kind = new("", "v1", "DeleteOptions");

    /// <exception cref="StatusException">400, 413, 415, 422.</exception>
    public async ValueTask<(DeleteOptions Options, RequestContext Request)> ReadAsync(ApiCall call)
    {
        var body = await BodyReader.ReadAsync(call.Http.Request, call.Aborted).ConfigureAwait(false);
        if (body.Length == 0) return (FromQuery(call), call.Request);
        var format = BodyFormats.Of(call.Http.Request.ContentType);
        var map = decoder.DecodeOptions(body, format, Kind, call.Request);
        var dryRun = map.List("dryRun");
        if (dryRun.Strings().Any(value => value != "All"))
        {
            var errors = new FieldErrors();
            errors.NotSupported(FieldPath.Root("dryRun"), string.Join(",", dryRun.Strings()), "All");
            throw Invalid(errors);
        }
        return (From(map), dryRun.Count > 0 ? call.Request with { DryRun = true } : call.Request);
    }

    private static DeleteOptions FromQuery(ApiCall call) => From(JsonMap.Of(
        ("gracePeriodSeconds", call.Number("gracePeriodSeconds")),
        ("propagationPolicy", call.Query("propagationPolicy") is { Length: > 0 } policy ? policy : null),
        ("orphanDependents", call.Query("orphanDependents").Length > 0 ? call.Flag("orphanDependents") : null)));

    /// <summary>The options that a DeleteOptions object holds.</summary>
    /// <exception cref="StatusException">422.</exception>
    public static DeleteOptions From(JsonMap map)
    {
        var errors = new FieldErrors();
        var policy = map.String("propagationPolicy");
        var orphan = map.Bool("orphanDependents");
        if (policy is not null && orphan is not null)
            errors.Invalid(FieldPath.Root("propagationPolicy"), policy, "orphanDependents and deletionPropagation cannot be both set");
        Propagation? propagation = orphan is { } orphans ? orphans ? Propagation.Orphan : Propagation.Background : null;
        if (policy is not null)
        {
            if (Enum.TryParse<Propagation>(policy, out var parsed) && Enum.IsDefined(parsed)) propagation = parsed;
            else errors.NotSupported(FieldPath.Root("propagationPolicy"), policy, "Background", "Foreground", "Orphan");
        }
        if (errors.Count > 0) throw Invalid(errors);
        var preconditions = map.Map("preconditions");
        return new DeleteOptions
        {
            GracePeriodSeconds = map.Long("gracePeriodSeconds"),
            Propagation = propagation,
            PreconditionUid = preconditions.String("uid"),
            PreconditionResourceVersion = preconditions.String("resourceVersion"),
        };
    }

    private static StatusException Invalid(FieldErrors errors) => StatusErrors.Invalid(new GroupKind("meta.k8s.io", "DeleteOptions"), "", errors);
}
