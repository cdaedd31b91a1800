using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Server.Http;
using HandsOn.Cluster.Server.Http.Handlers;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Streams.Logs;

/// <summary><c>pods/log</c>: plain text, as long as the client follows it (pkg/registry/core/pod/rest/log.go).</summary>
internal sealed class LogHandler(ApiServer server, IKubelets? kubelets) : IVerbHandler
{
    public async Task HandleAsync(ApiCall call)
    {
        var options = Options(call);
        var target = PodTarget.Of(server, kubelets, call.Request);
        var container = target.Container(call.Query("container"));
        var kubelet = target.FindKubelet();
        var response = call.Http.Response;
        response.ContentType = "text/plain";
        response.Headers.CacheControl = "no-cache, private";
        // A pod that no node has yet has no log yet either.
        if (kubelet is null) return;
        await kubelet.WriteLogsAsync(target.Pod, container, options, response.Body, call.Aborted).ConfigureAwait(false);
    }

    private LogOptions Options(ApiCall call)
    {
        var errors = new FieldErrors();
        var (tail, limit, seconds) = (call.Number("tailLines"), call.Number("limitBytes"), call.Number("sinceSeconds"));
        var time = call.Query("sinceTime");
        if (tail < 0) errors.Invalid(FieldPath.Root("tailLines"), tail, "must be greater than or equal to 0");
        if (limit < 1) errors.Invalid(FieldPath.Root("limitBytes"), limit, "must be greater than 0");
        if (seconds is not null && time.Length > 0) errors.Forbidden(FieldPath.Root(""), "at most one of `sinceTime` or `sinceSeconds` may be specified");
        else if (seconds < 1) errors.Invalid(FieldPath.Root("sinceSeconds"), seconds, "must be greater than 0");
        if (errors.Count > 0) throw StatusErrors.Invalid(new GroupKind("", "PodLogOptions"), call.Request.Name, errors);
        return new LogOptions
        {
            Follow = call.Flag("follow"),
            Previous = call.Flag("previous"),
            Timestamps = call.Flag("timestamps"),
            TailLines = tail,
            LimitBytes = limit,
            Since = seconds is { } ago ? server.Context.Time.GetUtcNow() - TimeSpan.FromSeconds(ago) : Timestamps.Parse(time),
        };
    }
}
