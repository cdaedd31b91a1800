using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Kubernetes.Errors;

namespace HandsOn.Cluster.Api.Authentication;

/// <summary>
/// Knows the users to whom the cluster's authority has given certificates: the common name is the user, the organizations are
/// the groups (staging/src/k8s.io/apiserver/pkg/authentication/request/x509/x509.go).
/// </summary>
internal sealed class ClientCertificateAuthenticator(CertificateAuthority authority) : IAuthenticator
{
    private const string CommonName = "2.5.4.3";
    private const string Organization = "2.5.4.10";

    // A connection's certificate is one object for all its requests.
    private readonly ConditionalWeakTable<X509Certificate2, UserInfo> known = [];

    public UserInfo? Authenticate(Credentials credentials)
    {
        if (credentials.Certificate is not { } certificate) return null;
        if (known.TryGetValue(certificate, out var user)) return user;
        if (!authority.HasIssued(certificate)) throw StatusErrors.Unauthorized();
        user = Read(certificate);
        known.AddOrUpdate(certificate, user);
        return user;
    }

    private static UserInfo Read(X509Certificate2 certificate)
    {
        var name = "";
        var groups = new List<string>();
        foreach (var part in certificate.SubjectName.EnumerateRelativeDistinguishedNames(reversed: false))
        {
            if (part.HasMultipleElements) continue;
            if (part.GetSingleElementType().Value == CommonName) name = part.GetSingleElementValue() ?? "";
            if (part.GetSingleElementType().Value == Organization) groups.Add(part.GetSingleElementValue() ?? "");
        }
        return new UserInfo(name, groups);
    }
}
