using HandsOn.Cluster.Api.Storage;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Server.Http.Handlers;
using HandsOn.Cluster.Server.Http.Lists;
using HandsOn.Cluster.Server.Http.Negotiation;
using HandsOn.Kubernetes.Errors;

namespace HandsOn.Cluster.Server.Http.Watches;

/// <summary>
/// Streams changes (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/watch.go). A watch stays open until the client leaves, its
/// timeout passes or the cluster stops.
/// </summary>
internal sealed class WatchHandler(ApiServer server) : IVerbHandler
{
    /// <summary>How long a watch lasts that names no timeout (--min-request-timeout, and up to as much again).</summary>
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(45);

    private TimeProvider Time => server.Context.Time;

    public async Task HandleAsync(ApiCall call)
    {
        var options = ListOptions.Of(call, watches: true, server.Catalog.Minor);
        if (call.Representation.IsYaml) throw Representation.NotAcceptable();
        var timeout = options.TimeoutSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : DefaultTimeout;
        using var timer = new CancellationTokenSource(timeout, Time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, call.Aborted);
        var stream = new WatchStream(call, options, Time);
        try
        {
            await RunAsync(call, options, stream, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !call.Aborted.IsCancellationRequested)
        {
            // The end that the client asked for.
        }
    }

    private async Task RunAsync(ApiCall call, ListOptions options, WatchStream stream, CancellationToken end)
    {
        StoreWatch watch;
        ResourceSnapshot? initial = null;
        try
        {
            var starts = options.Revision is null or 0 || options.SendsInitialEvents == true;
            if (starts) (initial, watch) = server.ListAndWatch(call.Request);
            else watch = server.Watch(call.Request, options.Revision);
        }
        catch (StatusException expired) when (expired.Code == 410)
        {
            await stream.WriteErrorAsync(expired, end).ConfigureAwait(false);
            return;
        }
        using (watch)
        {
            await stream.StartAsync(initial, watch, end).ConfigureAwait(false);
            await stream.FollowAsync(watch, server.Store, end).ConfigureAwait(false);
        }
    }
}
