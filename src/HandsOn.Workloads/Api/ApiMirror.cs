using System.Collections.Concurrent;
using System.Text.Json;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;
using HandsOn.Workloads.Containers;

namespace HandsOn.Workloads.Api;

/// <summary>
/// A live copy of one resource, kept over HTTP: list, watch, watch again where the connection ends, list again where the
/// history is gone (staging/src/k8s.io/client-go/tools/cache/reflector.go).
/// </summary>
internal sealed class ApiMirror(ClusterApi api, ApiResource resource, string @namespace = "")
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<ObjectKey, KubeObject> objects = [];
    private readonly List<ObjectIndex> indexes = [];
    private readonly TaskCompletionSource synced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the copy holds.</summary>
    public IEnumerable<KubeObject> Objects => objects.Values;

    /// <summary>Completes when the first list is in.</summary>
    public Task Synced => synced.Task;

    /// <summary>Told of every change (old, new), one at a time.</summary>
    public Action<KubeObject?, KubeObject?> Changed { get; init; } = static (_, _) => { };

    /// <summary>Told what goes wrong, in client-go's words.</summary>
    public Action<string> Failed { get; init; } = static _ => { };

    public KubeObject? Find(string inNamespace, string name) => objects.GetValueOrDefault(new ObjectKey(inNamespace, name));

    /// <summary>An index; ask for it before <see cref="RunAsync"/>.</summary>
    public ObjectIndex Index(Func<KubeObject, IEnumerable<string>> keys)
    {
        var index = new ObjectIndex(keys);
        indexes.Add(index);
        return index;
    }

    /// <summary>Keeps the copy until asked to stop.</summary>
    public async Task RunAsync(TimeProvider time, CancellationToken stopping)
    {
        var delay = FirstDelay;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var version = await RelistAsync(stopping).ConfigureAwait(false);
                delay = FirstDelay;
                while (true) version = await FollowAsync(version, stopping).ConfigureAwait(false);
            }
            catch (StatusException gone) when (gone.Code == 410)
            {
                // The history does not reach back: list again at once.
            }
            catch (Exception failed) when (failed is StatusException or HttpRequestException or IOException or JsonException)
            {
                var words = failed is HttpRequestException { InnerException: { } cause }
                    ? $"Get \"{new Uri(api.Address, resource.Path(@namespace))}\": {cause.Message}" : failed.Message;
                Failed($"failed to list *{resource.Version.Version}.{resource.Kind}: {words}");
                if (!await Until.ElapsedAsync(time, delay, stopping).ConfigureAwait(false)) return;
                delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<string> RelistAsync(CancellationToken stopping)
    {
        var (items, version) = await api.ListAsync(resource, @namespace, stopping).ConfigureAwait(false);
        var there = items.Select(item => item.Key).ToHashSet();
        foreach (var lost in objects.Values.Where(item => !there.Contains(item.Key))) Apply(lost.Key, null);
        foreach (var item in items) Apply(item.Key, item);
        synced.TrySetResult();
        return version;
    }

    private async Task<string> FollowAsync(string version, CancellationToken stopping)
    {
        await foreach (var (type, item) in api.WatchAsync(resource, @namespace, version, stopping).ConfigureAwait(false))
        {
            version = item.ResourceVersion;
            if (type != "BOOKMARK") Apply(item.Key, type == "DELETED" ? null : item);
        }
        return version;
    }

    private void Apply(ObjectKey key, KubeObject? next)
    {
        objects.TryGetValue(key, out var old);
        if (next is null) objects.TryRemove(key, out _);
        else objects[key] = next;
        foreach (var index in indexes) index.Change(old, next);
        if (old?.ResourceVersion != next?.ResourceVersion) Changed(old, next);
    }
}
