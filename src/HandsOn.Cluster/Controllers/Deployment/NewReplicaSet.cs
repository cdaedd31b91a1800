using System.Globalization;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Deployment;

/// <summary>
/// Finds or makes the ReplicaSet for a Deployment's present template and keeps the revisions in step
/// (pkg/controller/deployment/sync.go, getNewReplicaSet).
/// </summary>
internal static class NewReplicaSet
{
    private const int LongestName = 253;

    /// <summary>Brings the newest ReplicaSet's annotations and the Deployment's revision up to date, if there is such a set.</summary>
    public static async ValueTask SyncRevisionAsync(Rollout rollout)
    {
        if (rollout.Sets.New is not { } newest) return;
        var annotations = Revisions.OfNewest(rollout.Deployment, newest.Annotations, NextRevision(rollout));
        var minReady = rollout.Deployment.Spec.Long("minReadySeconds") ?? 0;
        if (!annotations.Equals(newest.Annotations) || (newest.Spec.Long("minReadySeconds") ?? 0) != minReady)
        {
            var changed = newest.SetIn(annotations, "metadata", "annotations");
            changed = minReady == 0 ? changed.RemoveIn("spec", "minReadySeconds") : changed.SetIn(minReady, "spec", "minReadySeconds");
            newest = await rollout.UpdateSetAsync(changed).ConfigureAwait(false);
        }
        var deployment = rollout.Deployment;
        var missing = deployment.HasProgressDeadline() && deployment.Condition("Progressing") is null;
        if (missing)
            await rollout.SetConditionAsync(
                Conditions.Make("Progressing", "True", "FoundNewReplicaSet", $"Found new replica set \"{newest.Name}\"", rollout.Now),
                WithRevision(deployment, newest.Annotations.String(Revisions.Revision))).ConfigureAwait(false);
        else if (deployment.Annotations.String(Revisions.Revision) != newest.Annotations.String(Revisions.Revision))
            await rollout.UpdateStatusAsync(deployment.Status, WithRevision(deployment, newest.Annotations.String(Revisions.Revision))).ConfigureAwait(false);
    }

    /// <summary>Makes the ReplicaSet where there is none.</summary>
    public static async ValueTask EnsureAsync(Rollout rollout)
    {
        if (rollout.Sets.New is not null) return;
        var deployment = rollout.Deployment;
        var revision = NextRevision(rollout);
        var wanted = Make(rollout, revision);
        var made = false;
        try
        {
            wanted = await rollout.CreateSetAsync(wanted).ConfigureAwait(false);
            made = true;
        }
        catch (StatusException taken) when (taken.Reason == "AlreadyExists")
        {
            await TakeOrBumpAsync(rollout, wanted, taken).ConfigureAwait(false);
        }
        catch (StatusException refused) when (!refused.IsNamespaceTerminating() && refused.Reason != "Conflict")
        {
            await ReportAsync(rollout, $"Failed to create new replica set \"{wanted.Name}\": {refused.Message}").ConfigureAwait(false);
            throw;
        }
        if (made && wanted.Replicas() > 0) await Scaling.TellAsync(rollout, wanted, 0, wanted.Replicas()).ConfigureAwait(false);
        var annotations = WithRevision(deployment, revision.ToString(CultureInfo.InvariantCulture));
        if (made && deployment.HasProgressDeadline())
            await rollout.SetConditionAsync(
                Conditions.Make("Progressing", "True", "NewReplicaSetCreated", $"Created new replica set \"{wanted.Name}\"", rollout.Now), annotations).ConfigureAwait(false);
        else if (!annotations.Equals(deployment.Annotations))
            await rollout.UpdateStatusAsync(rollout.Deployment.Status, annotations).ConfigureAwait(false);
    }

    private static KubeObject Make(Rollout rollout, long revision)
    {
        var deployment = rollout.Deployment;
        var hash = TemplateHash.Compute(deployment.Template(), deployment.Status.Long("collisionCount"));
        var labels = deployment.Template().Map("metadata", "labels").With(TemplateEquality.HashLabel, hash);
        var minReady = deployment.Spec.Long("minReadySeconds") ?? 0;
        return new KubeObject(JsonMap.Of(
            ("apiVersion", "apps/v1"), ("kind", "ReplicaSet"),
            ("metadata", JsonMap.Of(
                ("name", Name(deployment.Name, hash)), ("namespace", deployment.Namespace), ("labels", labels),
                ("annotations", Revisions.WithReplicas(deployment, Revisions.OfNewest(deployment, JsonMap.Empty, revision))),
                ("ownerReferences", JsonList.Of(OwnerReference.ControllerOf(deployment).ToJson())))),
            ("spec", JsonMap.Of(
                ("replicas", Scaling.ForNewSet(deployment, rollout.Sets, 0)),
                ("minReadySeconds", minReady == 0 ? null : minReady),
                ("selector", deployment.Spec.Map("selector").SetIn(hash, "matchLabels", TemplateEquality.HashLabel)),
                ("template", deployment.Template().SetIn(labels, "metadata", "labels"))))));
    }

    /// <summary>
    /// The name is taken. Either an earlier reconcile made the set and has not seen it yet, or two templates have one hash: then
    /// the collision is counted, which changes the hash.
    /// </summary>
    private static async ValueTask TakeOrBumpAsync(Rollout rollout, KubeObject wanted, StatusException taken)
    {
        var deployment = rollout.Deployment;
        var there = rollout.Client.Get(ReplicaSetKind.Resource, wanted.Namespace, wanted.Name);
        if (there.Controller?.Uid == deployment.Uid && TemplateEquality.Same(there.Template(), deployment.Template()))
        {
            rollout.Take(there);
            return;
        }
        var collisions = (deployment.Status.Long("collisionCount") ?? 0) + 1;
        await rollout.UpdateStatusAsync(deployment.Status.With("collisionCount", collisions)).ConfigureAwait(false);
        throw taken;
    }

    private static async ValueTask ReportAsync(Rollout rollout, string message)
    {
        if (rollout.Deployment.HasProgressDeadline())
            await rollout.SetConditionAsync(Conditions.Make("Progressing", "False", "ReplicaSetCreateError", message, rollout.Now)).ConfigureAwait(false);
        await rollout.Events.WarningAsync(rollout.Deployment, "ReplicaSetCreateError", message).ConfigureAwait(false);
    }

    private static long NextRevision(Rollout rollout) => rollout.Sets.Old.Select(Revisions.RevisionOf).DefaultIfEmpty().Max() + 1;

    private static JsonMap WithRevision(KubeObject deployment, string? revision) =>
        revision is null ? deployment.Annotations : deployment.Annotations.With(Revisions.Revision, revision);

    private static string Name(string deployment, string hash)
    {
        var room = LongestName - 1 - hash.Length;
        return $"{(deployment.Length > room ? deployment[..room] : deployment)}-{hash}";
    }
}
