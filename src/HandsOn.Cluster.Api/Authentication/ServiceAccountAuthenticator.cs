using HandsOn.Cluster.Api.Requests;
using HandsOn.Kubernetes.Errors;

namespace HandsOn.Cluster.Api.Authentication;

/// <summary>Knows the bearers of service-account tokens.</summary>
internal sealed class ServiceAccountAuthenticator(ServiceAccountTokens tokens) : IAuthenticator
{
    public UserInfo? Authenticate(Credentials credentials) =>
        credentials.Token is { } token ? tokens.Verify(token) ?? throw StatusErrors.Unauthorized() : null;
}
