using System.Security.Cryptography.X509Certificates;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Kubernetes.Errors;

namespace HandsOn.Cluster.Api.Authentication;

/// <summary>What a request shows to say who is asking.</summary>
/// <param name="Certificate">The client's certificate of the TLS connection.</param>
/// <param name="Token">The bearer token.</param>
internal sealed record Credentials(X509Certificate2? Certificate, string? Token);

/// <summary>Finds out who is asking, from one sort of credentials.</summary>
internal interface IAuthenticator
{
    /// <summary>Who it is; null where the credentials are none of this authenticator's sort.</summary>
    /// <exception cref="StatusException">401: they are of its sort, but not good.</exception>
    UserInfo? Authenticate(Credentials credentials);
}
