using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HandsOn.Cluster.Api.Authentication;

/// <summary>
/// The certificate authority of one cluster: made at its start, in memory only, gone with it. Certificates are valid by the
/// real clock whatever clock the cluster runs on, since TLS clients judge them by theirs.
/// </summary>
internal sealed class CertificateAuthority : IDisposable
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";
    private const int SerialLength = 16;

    private static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    private readonly X509Certificate2 certificate;
    private readonly DateTimeOffset notBefore = TimeProvider.System.GetUtcNow() - ClockSkew;

    public CertificateAuthority(string name = "kubernetes")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        certificate = request.CreateSelfSigned(notBefore, notBefore + Lifetime);
    }

    /// <summary>The authority's own certificate as PEM: <c>certificate-authority-data</c> of a kubeconfig, <c>ca.crt</c> of a pod.</summary>
    public string Pem => certificate.ExportCertificatePem();

    /// <summary>A server's certificate with key, for these DNS names and addresses.</summary>
    public X509Certificate2 IssueServer(string name, IEnumerable<string> dnsNames, IEnumerable<IPAddress> addresses)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var dnsName in dnsNames) names.AddDnsName(dnsName);
        foreach (var address in addresses) names.AddIpAddress(address);
        return Issue(Subject(name, []), ServerUse, names.Build());
    }

    /// <summary>A client's certificate with key: the user and the groups that it stands for.</summary>
    public X509Certificate2 IssueClient(string user, params IEnumerable<string> groups) => Issue(Subject(user, groups), ClientUse, null);

    /// <summary>Whether a certificate is this authority's, in force and meant for clients.</summary>
    public bool HasIssued(X509Certificate2 candidate)
    {
        if (candidate.Issuer != certificate.Subject) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientUse));
        return chain.Build(candidate);
    }

    public void Dispose() => certificate.Dispose();

    private X509Certificate2 Issue(X500DistinguishedName subject, string use, X509Extension? names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], false));
        if (names is not null) request.CertificateExtensions.Add(names);
        using var signed = request.Create(certificate, notBefore, certificate.NotAfter, RandomNumberGenerator.GetBytes(SerialLength));
        return signed.CopyWithPrivateKey(key);
    }

    private static X500DistinguishedName Subject(string name, IEnumerable<string> groups)
    {
        var subject = new X500DistinguishedNameBuilder();
        foreach (var group in groups) subject.AddOrganizationName(group);
        subject.AddCommonName(name);
        return subject.Build();
    }
}
