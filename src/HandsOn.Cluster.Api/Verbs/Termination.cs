using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Verbs;

/// <summary>How an object is marked that is to go but is still kept.</summary>
internal static class Termination
{
    private const string Timestamp = "deletionTimestamp";
    private const string GraceSeconds = "deletionGracePeriodSeconds";

    /// <summary>Whether the object is on its way already, and this request makes it no faster. Only a shorter grace period does.</summary>
    /// <param name="grace">The grace period of this request; null where the kind knows none.</param>
    public static bool IsPending(KubeObject item, DeleteOptions options, long? grace)
    {
        if (grace is null || !item.IsTerminating) return false;
        var existing = item.Metadata.Long(GraceSeconds) ?? 0;
        return existing != 0 && (options.GracePeriodSeconds is null || grace >= existing);
    }

    /// <summary>The object with its grace period running; the same object where the kind knows none.</summary>
    public static KubeObject WithGrace(KubeObject item, long? grace, DateTimeOffset now)
    {
        if (grace is not { } seconds) return item;
        if (!item.IsTerminating) return Set(Counted(item), now + TimeSpan.FromSeconds(seconds), seconds);
        if (item.Metadata.Long(GraceSeconds) is not ({ } existing and not 0)) return item;
        // Shortened: the timestamp moves with it, but not into the past.
        var at = item.DeletionTimestamp!.Value + TimeSpan.FromSeconds(seconds - existing);
        return at >= now ? Set(item, at, seconds) : Set(item, now, Math.Min(seconds, 1));
    }

    /// <summary>An object that only its finalizers keep: due now.</summary>
    public static KubeObject Marked(KubeObject item, DateTimeOffset now) =>
        Set(item.IsTerminating ? item : Counted(item), item.DeletionTimestamp is { } at && at <= now ? at : now, 0);

    /// <summary>The finalizers that make the garbage collector deal with the dependents, as the request wishes.</summary>
    public static KubeObject WithFinalizers(KubeObject item, DeleteOptions options)
    {
        if (options.Propagation is null) return item;
        var kept = item.Finalizers.Strings().Where(f => f is not (Deleter.ForegroundFinalizer or Deleter.OrphanFinalizer)).ToList();
        if (options.Propagation == Propagation.Orphan) kept.Add(Deleter.OrphanFinalizer);
        if (options.Propagation == Propagation.Foreground) kept.Add(Deleter.ForegroundFinalizer);
        return kept.ToHashSet().SetEquals(item.Finalizers.Strings())
            ? item
            : item.WithMetadata(item.Metadata.WithOrWithout("finalizers", kept.Count == 0 ? null : JsonList.From(kept)));
    }

    /// <summary>A namespace goes through a phase of its own (pkg/registry/core/namespace/storage/storage.go, Delete).</summary>
    public static KubeObject OfNamespace(KubeObject item, DeleteOptions options, DateTimeOffset now) => WithFinalizers(
        item.SetIn(Timestamps.Format(now), "metadata", Timestamp).SetIn("Terminating", "status", "phase"), options);

    private static KubeObject Set(KubeObject item, DateTimeOffset at, long grace) =>
        item.WithMetadata(item.Metadata.With(Timestamp, Timestamps.Format(at)).With(GraceSeconds, grace));

    /// <summary>The beginning of the end is a change that the generation counts.</summary>
    private static KubeObject Counted(KubeObject item) =>
        item.Generation > 0 ? item.SetIn(item.Generation + 1, "metadata", "generation") : item;
}
