using System.Globalization;
using System.IO.Pipelines;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Cluster.Server.Http.Lists;
using HandsOn.Cluster.Server.Http.Responses;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Watches;

/// <summary>The events of one watch, one JSON line each.</summary>
internal sealed class WatchStream(ApiCall call, ListOptions options, TimeProvider time)
{
    private static readonly TimeSpan BookmarkInterval = TimeSpan.FromMinutes(1);

    private readonly PipeWriter writer = call.Http.Response.BodyWriter;
    private readonly WatchEncoder encoder = new(call, time);
    private long delivered;

    /// <summary>Headers, what is there already, and the bookmark that ends it.</summary>
    public async Task StartAsync(ResourceSnapshot? initial, StoreWatch watch, CancellationToken end)
    {
        await WriteHeadersAsync(end).ConfigureAwait(false);
        delivered = watch.StartRevision;
        if (initial is null) return;
        if (options.SendsInitialEvents != false)
            foreach (var item in initial.Objects(call.Request.Namespace))
                if (options.Filter.Matches(item)) await WriteAsync("ADDED", item, end).ConfigureAwait(false);
        if (options.MarksInitialEnd) WriteBookmark(initial.Revision, endsInitialEvents: true);
        await writer.FlushAsync(end).ConfigureAwait(false);
    }

    /// <summary>What happens from now on, and now and then a bookmark.</summary>
    public async Task FollowAsync(StoreWatch watch, ObjectStore store, CancellationToken end)
    {
        using var bookmarks = options.AllowsBookmarks ? new PeriodicTimer(BookmarkInterval, time) : null;
        var tick = bookmarks?.WaitForNextTickAsync(end).AsTask();
        while (true)
        {
            var next = watch.Events.WaitToReadAsync(end).AsTask();
            if (tick is not null && await Task.WhenAny(next, tick).ConfigureAwait(false) == tick)
            {
                await tick.ConfigureAwait(false);
                var revision = store.Revision;
                await DrainAsync(watch, end).ConfigureAwait(false);
                WriteBookmark(revision, endsInitialEvents: false);
                await writer.FlushAsync(end).ConfigureAwait(false);
                tick = bookmarks!.WaitForNextTickAsync(end).AsTask();
            }
            if (!await next.ConfigureAwait(false)) return;
            await DrainAsync(watch, end).ConfigureAwait(false);
            await writer.FlushAsync(end).ConfigureAwait(false);
        }
    }

    /// <summary>A watch that cannot be: the refusal travels as an event.</summary>
    public async Task WriteErrorAsync(StatusException refusal, CancellationToken end)
    {
        await WriteHeadersAsync(end).ConfigureAwait(false);
        encoder.WriteError(writer, refusal);
        await writer.FlushAsync(end).ConfigureAwait(false);
    }

    private async Task WriteHeadersAsync(CancellationToken end)
    {
        var response = call.Http.Response;
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-cache, private";
        ResponseWriter.WriteWarnings(call.Http, call.Request.Warnings);
        await response.StartAsync(end).ConfigureAwait(false);
        await writer.FlushAsync(end).ConfigureAwait(false);
    }

    private async ValueTask DrainAsync(StoreWatch watch, CancellationToken end)
    {
        while (watch.Events.TryRead(out var change))
        {
            if (WatchTransition.Of(change, options.Filter) is not { } seen) continue;
            await WriteAsync(seen.Type, seen.Object, end).ConfigureAwait(false);
        }
    }

    private ValueTask WriteAsync(string type, KubeObject item, CancellationToken end)
    {
        encoder.Write(writer, type, item);
        return FlushIfLargeAsync(end);
    }

    private async ValueTask FlushIfLargeAsync(CancellationToken end)
    {
        if (writer.CanGetUnflushedBytes && writer.UnflushedBytes < 64 * 1024) return;
        await writer.FlushAsync(end).ConfigureAwait(false);
    }

    private void WriteBookmark(long revision, bool endsInitialEvents)
    {
        delivered = Math.Max(delivered, revision);
        var metadata = JsonMap.Of(
            ("resourceVersion", delivered.ToString(CultureInfo.InvariantCulture)), ("creationTimestamp", null),
            ("annotations", endsInitialEvents ? JsonMap.Of(("k8s.io/initial-events-end", "true")) : null));
        encoder.Write(writer, "BOOKMARK", new KubeObject(JsonMap.Of(
            ("kind", call.Definition.Names.Kind), ("apiVersion", call.Version.GroupVersion.ToString()), ("metadata", metadata))));
    }
}
