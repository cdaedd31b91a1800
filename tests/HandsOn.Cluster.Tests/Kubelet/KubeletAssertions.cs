using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Tests.Kubelet;

internal static class KubeletAssertions
{
    /// <summary>The last content that a watch told of.</summary>
    public static KubeObject Last(StoreWatch watch)
    {
        KubeObject? last = null;
        while (watch.Events.TryRead(out var change)) last = change.Object;
        return last!;
    }

    /// <summary>Whether any content that the watch has told of since holds the text.</summary>
    public static bool Saw(StoreWatch watch, string text)
    {
        while (watch.Events.TryRead(out var change))
            if (change.Object.Status.List("containerStatuses").ToString().Contains($"\"reason\":\"{text}\"", StringComparison.Ordinal)) return true;
        return false;
    }
}
