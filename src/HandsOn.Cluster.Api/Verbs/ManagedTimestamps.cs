using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Verbs;

/// <summary>
/// A write that changes nothing but the times in the managed fields changes nothing
/// (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/fieldmanager/equality.go).
/// </summary>
internal static class ManagedTimestamps
{
    private const string ManagedFields = "managedFields";

    public static KubeObject KeepIfNothingElseChanged(KubeObject item, KubeObject old)
    {
        if (item.Metadata[ManagedFields] is not JsonList mine || old.Metadata[ManagedFields] is not JsonList theirs) return item;
        if (ReferenceEquals(mine, theirs) || mine.Count != theirs.Count) return item;
        for (var i = 0; i < mine.Count; i++)
            if (mine[i] is not JsonMap a || theirs[i] is not JsonMap b || !a.Without("time").Equals(b.Without("time"))) return item;
        var kept = item.WithMetadata(item.Metadata.With(ManagedFields, theirs));
        return kept.Root.Equals(old.Root) ? kept : item;
    }
}
