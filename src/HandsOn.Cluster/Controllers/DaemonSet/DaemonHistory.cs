using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Controllers.Deployment;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.DaemonSet;

/// <summary>The ControllerRevisions of a DaemonSet: its templates, old and new (pkg/controller/daemon/update.go, constructHistory).</summary>
internal sealed class DaemonHistory(ApiClient client, Func<GroupResource, KubeObject, KubeObject> wrote)
{
    /// <summary>The revision of the present template, made or renumbered where needed; null where the name was taken and the DaemonSet has to be looked at again.</summary>
    public async ValueTask<KubeObject?> CurrentAsync(KubeObject set, IReadOnlyList<KubeObject> revisions, CancellationToken cancellation)
    {
        var data = Data(set);
        var current = revisions.Where(r => IsFor(r, set)).MaxBy(Number);
        var next = revisions.Where(r => !IsFor(r, set)).Select(Number).DefaultIfEmpty().Max() + 1;
        if (current is null) return await MakeAsync(set, data, next, cancellation).ConfigureAwait(false);
        if (Number(current) >= next) return current;
        var renumbered = new KubeObject(current.Root.With("revision", next));
        return wrote(ControllerRevisionKind.Resource,
            await client.UpdateAsync(ControllerRevisionKind.Resource, renumbered, cancellation: cancellation).ConfigureAwait(false));
    }

    /// <summary>Deletes the oldest revisions that no pod has, above <c>revisionHistoryLimit</c>.</summary>
    public async ValueTask TrimAsync(KubeObject set, IReadOnlyList<KubeObject> revisions, IReadOnlyCollection<KubeObject> pods, CancellationToken cancellation)
    {
        var old = revisions.Where(r => !IsFor(r, set)).OrderBy(Number).ToList();
        var live = pods.Select(p => p.Labels.String(DaemonPod.HashLabel)).ToHashSet();
        var surplus = old.Count - (int)(set.Spec.Long("revisionHistoryLimit") ?? 10);
        foreach (var revision in old.Where(r => !live.Contains(HashOf(r))).Take(Math.Max(0, surplus)))
            await client.DeleteIfThereAsync(ControllerRevisionKind.Resource, revision.Key, cancellation: cancellation).ConfigureAwait(false);
    }

    public static string HashOf(KubeObject revision) => revision.Labels.String(DaemonPod.HashLabel) ?? revision.Name;

    private async ValueTask<KubeObject?> MakeAsync(KubeObject set, JsonMap data, long number, CancellationToken cancellation)
    {
        var hash = TemplateHash.Compute(set.Template(), set.Status.Long("collisionCount"));
        var revision = new KubeObject(JsonMap.Of(
            ("apiVersion", "apps/v1"), ("kind", "ControllerRevision"),
            ("metadata", JsonMap.Of(
                ("name", $"{set.Name}-{hash}"), ("namespace", set.Namespace),
                ("labels", set.Template().Map("metadata", "labels").With(DaemonPod.HashLabel, hash)), ("annotations", set.Metadata["annotations"]),
                ("ownerReferences", JsonList.Of(OwnerReference.ControllerOf(set).ToJson())))),
            ("data", data), ("revision", number)));
        try
        {
            return wrote(ControllerRevisionKind.Resource, await client.CreateAsync(ControllerRevisionKind.Resource, revision, cancellation).ConfigureAwait(false));
        }
        catch (StatusException taken) when (taken.Reason == "AlreadyExists")
        {
            var there = client.Get(ControllerRevisionKind.Resource, revision.Namespace, revision.Name);
            if (there.Controller?.Uid == set.Uid && IsFor(there, set)) return there;
            var status = set.Status.With("collisionCount", (set.Status.Long("collisionCount") ?? 0) + 1);
            await client.UpdateAsync(DaemonSetKind.Resource, set.WithStatus(status), "status", cancellation).ConfigureAwait(false);
            return null;
        }
    }

    private static bool IsFor(KubeObject revision, KubeObject set) =>
        TemplateEquality.Same(revision.Root.Map("data", "spec", "template").Without("$patch"), set.Template());

    private static JsonMap Data(KubeObject set) => JsonMap.Of(("spec", JsonMap.Of(("template", set.Template().With("$patch", "replace")))));

    private static long Number(KubeObject revision) => revision.Root.Long("revision") ?? 0;
}
