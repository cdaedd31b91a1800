using HandsOn.Cluster.Api.Authorization;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Kubernetes.Errors;
using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server.Http;

/// <summary>
/// Acting as somebody else, for whoever may (<c>kubectl --as</c>;
/// staging/src/k8s.io/apiserver/pkg/endpoints/filters/impersonation).
/// </summary>
internal sealed class Impersonation(IAuthorizer authorizer, int minor)
{
    private const string UserHeader = "Impersonate-User";
    private const string GroupHeader = "Impersonate-Group";
    private const string UidHeader = "Impersonate-Uid";
    private const string ExtraPrefix = "Impersonate-Extra-";
    private const string ServiceAccountPrefix = "system:serviceaccount:";

    /// <exception cref="StatusException">403: the user may not act as that one; 400: groups, a UID or extras without a user.</exception>
    public UserInfo Apply(UserInfo user, IHeaderDictionary headers)
    {
        var name = headers[UserHeader].ToString();
        var groups = headers[GroupHeader].Where(g => g is { Length: > 0 }).Select(g => g!).ToList();
        var uid = headers[UidHeader].ToString();
        var extra = Extra(headers);
        if (name.Length == 0)
            return groups.Count == 0 && uid.Length == 0 && extra.Count == 0
                ? user
                : throw ImpersonationRefusals.WithoutUser(groups, uid, extra, minor);
        var isServiceAccount = name.StartsWith(ServiceAccountPrefix, StringComparison.Ordinal) && name.Split(':').Length == 4;
        if (isServiceAccount) Demand(user, "", "serviceaccounts", name.Split(':')[3], name.Split(':')[2]);
        else Demand(user, "", "users", name);
        foreach (var group in groups) Demand(user, "", "groups", group);
        if (uid.Length > 0) Demand(user, "authentication.k8s.io", "uids", uid);
        foreach (var (key, values) in extra)
            foreach (var value in values) Demand(user, "authentication.k8s.io", "userextras", value, subresource: key);
        if (groups.Count == 0 && isServiceAccount)
            groups.AddRange(["system:serviceaccounts", $"system:serviceaccounts:{name.Split(':')[2]}"]);
        var implied = name == UserInfo.Anonymous.Name ? "system:unauthenticated" : "system:authenticated";
        if (!groups.Contains(implied)) groups.Add(implied);
        return new UserInfo(name, groups) { Uid = uid, Extra = extra };
    }

    private void Demand(UserInfo user, string group, string resource, string name, string scope = "", string subresource = "")
    {
        var access = new AccessAttributes(user, "impersonate", group, resource, subresource, scope, name);
        var (allowed, reason) = authorizer.Authorize(access);
        if (!allowed) throw Refusals.Forbidden(access, reason);
    }

    private static Dictionary<string, IReadOnlyList<string>> Extra(IHeaderDictionary headers) => headers
        .Where(h => h.Key.StartsWith(ExtraPrefix, StringComparison.OrdinalIgnoreCase))
        .ToDictionary(
            h => Uri.UnescapeDataString(h.Key[ExtraPrefix.Length..].ToLowerInvariant()),
            h => (IReadOnlyList<string>)[.. h.Value.Select(v => v ?? "")]);
}
