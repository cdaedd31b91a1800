using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Server.Http;

/// <summary>
/// Refusals of impersonation headers that make no sense
/// (staging/src/k8s.io/apiserver/pkg/endpoints/filters/impersonation/constrained_impersonation.go, impersonation.go).
/// </summary>
internal static class ImpersonationRefusals
{
    /// <summary>400: the headers say more about somebody than a name, but no name.</summary>
    public static StatusException WithoutUser(
        IReadOnlyList<string> groups, string uid, IReadOnlyDictionary<string, IReadOnlyList<string>> extra, int minor) =>
        StatusErrors.BadRequest(minor >= SinceMinor.ConstrainedImpersonation
            ? $"requested {UserInfo(groups, uid, extra)} without impersonating a user name"
            : $"requested [{string.Join(' ', References(groups, uid, extra))}] without impersonating a user");

    /// <summary>The wanted user as Go's <c>%#v</c> shows it.</summary>
    private static string UserInfo(IReadOnlyList<string> groups, string uid, IReadOnlyDictionary<string, IReadOnlyList<string>> extra)
    {
        var extras = extra.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{FieldErrors.Show(e.Key)}:{Slice(e.Value)}");
        return $"&user.DefaultInfo{{Name:\"\", UID:{FieldErrors.Show(uid)}, "
            + $"Groups:{(groups.Count == 0 ? "[]string(nil)" : Slice(groups))}, "
            + $"Extra:map[string][]string{(extra.Count == 0 ? "(nil)" : $"{{{string.Join(", ", extras)}}}")}}}";
    }

    private static string Slice(IReadOnlyList<string> values) => $"[]string{{{string.Join(", ", values.Select(FieldErrors.Show))}}}";

    /// <summary>
    /// Object references as Go's <c>%v</c> shows them: kind, namespace, name, UID, API version, resource version, field path.
    /// </summary>
    private static IEnumerable<string> References(
        IReadOnlyList<string> groups, string uid, IReadOnlyDictionary<string, IReadOnlyList<string>> extra)
    {
        foreach (var group in groups) yield return $"{{Group  {group}    }}";
        foreach (var (key, values) in extra)
            foreach (var value in values) yield return $"{{UserExtra  {value}  authentication.k8s.io/v1  {key}}}";
        if (uid.Length > 0) yield return $"{{UID  {uid}  authentication.k8s.io/v1  }}";
    }
}
