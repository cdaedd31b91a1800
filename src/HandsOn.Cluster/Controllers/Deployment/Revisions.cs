using System.Globalization;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Deployment;

/// <summary>The annotations with which a Deployment keeps its history (pkg/controller/deployment/util/deployment_util.go).</summary>
internal static class Revisions
{
    public const string Revision = "deployment.kubernetes.io/revision";
    private const string History = "deployment.kubernetes.io/revision-history";
    private const string DesiredReplicas = "deployment.kubernetes.io/desired-replicas";
    private const string MaxReplicas = "deployment.kubernetes.io/max-replicas";
    private const int LongestHistory = 2000;

    private static readonly string[] NotCopied =
        ["kubectl.kubernetes.io/last-applied-configuration", Revision, History, DesiredReplicas, MaxReplicas, "deprecated.deployment.rollback.to"];

    /// <summary>The revision of a ReplicaSet; 0 where it has none.</summary>
    public static long RevisionOf(KubeObject item) => Number(item.Annotations.String(Revision)) ?? 0;

    /// <summary>How many replicas the Deployment wanted when the ReplicaSet was last scaled.</summary>
    public static long? DesiredReplicasOf(KubeObject set) => Number(set.Annotations.String(DesiredReplicas));

    public static long? MaxReplicasOf(KubeObject set) => Number(set.Annotations.String(MaxReplicas));

    /// <summary>The annotations of the Deployment's newest ReplicaSet: its own, the Deployment's, and the revision.</summary>
    public static JsonMap OfNewest(KubeObject deployment, JsonMap annotations, long revision)
    {
        foreach (var (key, value) in deployment.Annotations.Strings())
            if (!NotCopied.Contains(key) && annotations.String(key) != value) annotations = annotations.With(key, value);
        var text = annotations.String(Revision);
        var old = Number(text);
        if (text is { Length: > 0 } && old is null || (old ?? 0) >= revision) return annotations;
        annotations = annotations.With(Revision, Text(revision));
        return text is null ? annotations : annotations.With(History, Append(annotations.String(History) ?? "", text));
    }

    /// <summary>Notes for how many replicas of the whole Deployment a ReplicaSet was scaled.</summary>
    public static JsonMap WithReplicas(KubeObject deployment, JsonMap annotations) => annotations
        .With(DesiredReplicas, Text(deployment.Replicas()))
        .With(MaxReplicas, Text(deployment.MaxReplicas()));

    private static string Append(string history, string revision)
    {
        var earlier = history.Length == 0 ? [] : history.Split(',').ToList();
        while (earlier.Count > 0 && earlier.Sum(e => e.Length + 1) + revision.Length > LongestHistory) earlier.RemoveAt(0);
        return string.Join(',', [.. earlier, revision]);
    }

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
