using HandsOn.Cluster.Api.Authorization;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;
using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server.Http;

/// <summary>
/// Acting as somebody else, for whoever may (<c>kubectl --as</c>;
/// staging/src/k8s.io/apiserver/pkg/endpoints/filters/impersonation).
/// </summary>
internal sealed class Impersonation(IAuthorizer authorizer)
{
    private const string UserHeader = "Impersonate-User";
    private const string GroupHeader = "Impersonate-Group";
    private const string UidHeader = "Impersonate-Uid";
    private const string ExtraPrefix = "Impersonate-Extra-";
    private const string ServiceAccountPrefix = "system:serviceaccount:";

    /// <exception cref="StatusException">403: the user may not act as that one; 500: groups without a user.</exception>
    public UserInfo Apply(UserInfo user, IHeaderDictionary headers)
    {
        var name = headers[UserHeader].ToString();
        var groups = headers[GroupHeader].Where(g => g is { Length: > 0 }).Select(g => g!).ToList();
        if (name.Length == 0)
        {
            if (groups.Count == 0) return user;
            throw StatusErrors.Internal("requested [{Group  " + string.Join(" ", groups) + "  }] without impersonating a user");
        }
        var isServiceAccount = name.StartsWith(ServiceAccountPrefix, StringComparison.Ordinal) && name.Split(':').Length == 4;
        if (isServiceAccount) Demand(user, "", "serviceaccounts", name.Split(':')[3], name.Split(':')[2]);
        else Demand(user, "", "users", name);
        foreach (var group in groups) Demand(user, "", "groups", group);
        var uid = headers[UidHeader].ToString();
        if (uid.Length > 0) Demand(user, "authentication.k8s.io", "uids", uid);
        var extra = Extra(headers);
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
