using System.Text.RegularExpressions;
using HandsOn.E2E.Diagnostics.RootCauses;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Diagnostics.Finality;

/// <summary>
/// Whether a pull has failed for good: the registry has answered that there is no such image, or the node cannot use what there is.
/// A registry that does not answer, is overloaded or wants to know who asks may give the image the next time.
/// </summary>
internal static partial class FinalPull
{
    private static readonly string[] ClosedDoors = ["denied", "unauthorized", "authoriz", "authenticat", "forbidden", "insufficient_scope"];

    /// <summary>Judges by what the kubelet says, in the container's state or in its events.</summary>
    public static bool Is(ClusterState state, KubeObject pod, JsonMap status)
    {
        var said = status.String("state", "waiting", "message") ?? "";
        var message = BackingOff().IsMatch(said) ? PodCause.PullError(state, pod, status) ?? said : said;
        // A registry may hide an image from those who do not say who they are, and a secret that is not there yet may come.
        if (state.Warning(pod, "FailedToRetrieveImagePullSecret") is not null) return false;
        return Missing().IsMatch(message) && !ClosedDoors.Any(d => message.Contains(d, StringComparison.OrdinalIgnoreCase));
    }

    // Kubelets before 1.31 say no more than this while they wait for the next attempt; their events have the reason.
    [GeneratedRegex("""^Back-off pulling image "[^"]*"$""")]
    private static partial Regex BackingOff();

    // In this order: containerd, of a manifest (a blob that is not found may be on its way) and of a platform; the same of schema 1 since
    // containerd 2.1; registries, as CRI-O and Docker repeat them.
    [GeneratedRegex(
        """
        failed\ to\ resolve\ reference\ "[^"]*":\ [^"]*:\ not\ found\b
        |no\ match\ for\ platform\ in\ manifest
        |manifest\.v1\+prettyjws"?\ is\ no\ longer\ supported
        |\bmanifest\ unknown\b
        |\bmanifest\ for\ \S+\ not\ found\b
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Missing();
}
