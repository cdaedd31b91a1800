using HandsOn.Cluster.Api.Requests;
using HandsOn.Kubernetes.Errors;

namespace HandsOn.Cluster.Api.Authentication;

/// <summary>
/// Asks one authenticator after the other: the first that knows the user wins. Whoever shows nothing is anonymous; whoever shows
/// something that nobody accepts is refused (staging/src/k8s.io/apiserver/pkg/authentication/request/union/union.go).
/// </summary>
internal sealed class AuthenticatorChain(IReadOnlyList<IAuthenticator> authenticators) : IAuthenticator
{
    private const string Authenticated = "system:authenticated";

    public UserInfo Authenticate(Credentials credentials)
    {
        StatusException? refused = null;
        foreach (var authenticator in authenticators)
        {
            try
            {
                if (authenticator.Authenticate(credentials) is { } user) return InAuthenticatedGroup(user);
            }
            catch (StatusException refusal) when (refusal.Code == 401)
            {
                refused = refusal;
            }
        }
        if (refused is not null || credentials.Token is not null) throw StatusErrors.Unauthorized();
        return UserInfo.Anonymous;
    }

    private static UserInfo InAuthenticatedGroup(UserInfo user) =>
        user.Groups.Contains(Authenticated) ? user : user with { Groups = [.. user.Groups, Authenticated] };
}
