using System.Text.RegularExpressions;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Diagnostics.Finality;

/// <summary>
/// Whether the API server refuses a controller's pods for good: because of what they ask for, not because of something that may still
/// come (a service account, a priority class, a webhook that answers otherwise).
/// </summary>
internal static partial class FinalRefusal
{
    /// <summary>Judges by the server's message.</summary>
    /// <param name="state">The cluster.</param>
    /// <param name="set">The ReplicaSet whose pods are refused.</param>
    /// <param name="message">The server's message, as the condition <c>ReplicaFailure</c> repeats it.</param>
    public static bool Is(ClusterState state, KubeObject set, string message) =>
        Forever().IsMatch(message) || QuotaRefusal.Read(message) is { } quota && quota.IsFinal(state, set.Namespace);

    // In this order: validation; Pod Security (staging/src/k8s.io/pod-security-admission/admission/admission.go); limit ranges
    // (plugin/pkg/admission/limitranger/admission.go); a quota that asks for requests or limits
    // (pkg/quota/v1/evaluator/core/pods.go).
    [GeneratedRegex(
        """
        ^Pod\ "[^"]*"\ is\ invalid:\ 
        |\ is\ forbidden:\ violates\ PodSecurity\ "
        |\ is\ forbidden:\ .*\b(minimum|maximum)\ \S+\ usage\ per\ (Pod|Container)\ is\ 
        |\ is\ forbidden:\ .*\bmax\ limit\ to\ request\ ratio\ per\ (Pod|Container)\ is\ 
        |\ is\ forbidden:\ failed\ quota:\ [^:]*:\ must\ specify\ 
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Forever();
}
